/// What is run: simulations, each a journey with a profile, and the service they are aimed at. How users move is in
/// `journey`, what they send in `request`, and what the photos look like in `photo`; each uses only those after it.
@NullMarked
package dev.sommelier.load;

import org.jspecify.annotations.NullMarked;
