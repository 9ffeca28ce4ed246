/// The ways in which a request, a file or a setting can be refused: one case for each thing that whoever caused it
/// can do about it. Everything else that is thrown is a defect.
@NullMarked
package dev.sommelier.failure;

import org.jspecify.annotations.NullMarked;
