/// How good a model is: figures from its answers to photos of known class, and the calibration of its confidence.
@NullMarked
package dev.sommelier.evaluate;

import org.jspecify.annotations.NullMarked;
