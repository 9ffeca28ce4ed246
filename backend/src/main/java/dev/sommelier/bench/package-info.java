/// How fast photos are decoded, classified and answered on this machine, stage by stage.
@NullMarked
package dev.sommelier.bench;

import org.jspecify.annotations.NullMarked;
