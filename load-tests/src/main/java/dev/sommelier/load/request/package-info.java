/// Single requests, each with the checks that make its answer right, named by route.
@NullMarked
package dev.sommelier.load.request;

import org.jspecify.annotations.NullMarked;
