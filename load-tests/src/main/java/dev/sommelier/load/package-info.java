/// What is run: a profile, read into a plan, as one simulation, and the service that it is aimed at. How users move
/// is in `journey`, what they send in `request`, what the photos look like in `photo`, and what came of it in
/// `result`; each uses only those after it.
@NullMarked
package dev.sommelier.load;

import org.jspecify.annotations.NullMarked;
