/// What came of a load: every answer by the time it was asked for, the figures of each phase, and which promises were
/// kept. Knows nothing of Gatling, so that each rule can be tested by itself.
@NullMarked
package dev.sommelier.load.result;

import org.jspecify.annotations.NullMarked;
