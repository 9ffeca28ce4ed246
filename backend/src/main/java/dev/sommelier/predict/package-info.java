/// Photo in, class probabilities out, over HTTP: the place where the classifier meets the contract.
@NullMarked
package dev.sommelier.predict;

import org.jspecify.annotations.NullMarked;
