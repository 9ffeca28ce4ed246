/// Training runs over HTTP, for whoever manages the service: which there are, how they went, and what came of them.
/// Reads the folder that `track` writes, which may be damaged, growing, very large, or written by somebody else. What
/// it answers names no path of the machine and no secret.
@NullMarked
package dev.sommelier.runs;

import org.jspecify.annotations.NullMarked;
