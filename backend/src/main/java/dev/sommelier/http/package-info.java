/// The HTTP server and what every route needs, whatever it does: the contract, problem answers, keys, rates, bodies
/// under a limit, request ids, metrics and an orderly stop. It knows no feature; features bring [Routes].
@NullMarked
package dev.sommelier.http;

import org.jspecify.annotations.NullMarked;
