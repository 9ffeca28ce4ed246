package dev.sommelier.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.AttributeKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Holds refusals back from clients that do not wait: who was told when to come back, sends again on the same
/// connection before, and is refused again, gets that answer when it was due, or after a while. Otherwise a few
/// hundred such clients keep a machine busy with refusing them, at the cost of those who are answered.
///
/// What is held costs a timer: a connection has one request at a time, whose body is not read meanwhile.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, Retry-After</a>
final class EarlyRetries {

    /// When the client of a connection may come back, [System#nanoTime].
    private static final AttributeKey<Long> WELCOME = AttributeKey.valueOf(EarlyRetries.class, "welcome");

    private final Vertx vertx;
    private final Duration longest;
    private final AtomicInteger held = new AtomicInteger();

    /// @param longest that an answer is held back; zero for none
    EarlyRetries(Vertx vertx, Duration longest, MeterRegistry registry) {
        this.vertx = vertx;
        this.longest = longest;
        Gauge.builder("sommelier.refusals.held", held, AtomicInteger::get)
                .description("Refusals held back from clients that came back too early")
                .register(registry);
    }

    /// Requests whose refusal is held back.
    int held() {
        return held.get();
    }

    /// @param problem that the request is refused with
    /// @param refuse answers it; called now or later, and not if the client leaves
    void refuse(HttpServerRequest request, Problem problem, Runnable refuse) {
        Channel channel = Exchanges.channel(request.connection());
        long hold = hold(channel, problem);
        if (hold <= 0) {
            refuse.run();
            return;
        }
        held.incrementAndGet();
        request.pause();
        AtomicReference<ChannelFutureListener> gone = new AtomicReference<>();
        long timer = vertx.setTimer(Math.ceilDiv(hold, 1_000_000), over -> {
            channel.closeFuture().removeListener(gone.get());
            held.decrementAndGet();
            refuse.run();
        });
        // A client that leaves counts no more from that moment on, here as among the requests in flight.
        gone.set(closed -> {
            if (vertx.cancelTimer(timer)) {
                held.decrementAndGet();
            }
        });
        channel.closeFuture().addListener(gone.get());
    }

    /// For so many nanoseconds, and remembers when the client may come back then.
    private long hold(Channel channel, Problem problem) {
        long told = TimeUnit.SECONDS.toNanos(problem.retryAfter());
        if (told == 0) {
            return 0;
        }
        long now = System.nanoTime();
        Long welcome = channel.attr(WELCOME).get();
        long hold = welcome == null ? 0 : Math.clamp(welcome - now, 0, longest.toNanos());
        channel.attr(WELCOME).set(now + hold + told);
        return hold;
    }
}
