package dev.sommelier.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Closes a connection on which the headers of a request take too long, however steadily they drip: an idle
/// timeout alone starts anew at each byte.
///
/// The time runs from the opening, and later from the first byte after a request; never while an answer is owed,
/// which may take longer, whatever the client sends meanwhile. All of it happens on the connection's event loop.
///
/// @see <a href="https://en.wikipedia.org/wiki/Slowloris_(cyber_attack)">Slowloris</a>
final class HeaderTimeout {

    private final Channel channel;
    private final Duration longest;
    private final Runnable closing;
    private final Exchanges exchanges;
    private boolean begun;
    private @Nullable Future<?> end;

    /// @param closing called before the connection is closed for this reason
    HeaderTimeout(Channel channel, Exchanges exchanges, Duration longest, Runnable closing) {
        this.channel = channel;
        this.exchanges = exchanges;
        this.longest = longest;
        this.closing = closing;
    }

    /// Looks at the bytes before they are decoded, and at what they decode to.
    void start() {
        ChannelPipeline pipeline = channel.pipeline();
        String decoder = pipeline.context(HttpRequestDecoder.class).name();
        pipeline.addBefore(decoder, "headerBytes", new Bytes());
        // Hears of an answer's end after it is counted.
        pipeline.addBefore(Exchanges.NAME, "headerEnd", new Messages());
        pipeline.addBefore(decoder, "farewell", new Farewell(() -> begun || isBusy()));
        channel.closeFuture().addListener(closed -> disarm());
        arm();
    }

    private void arm() {
        if (end == null && !isBusy()) {
            end = channel.eventLoop().schedule(this::close, longest.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isBusy() {
        return exchanges.arriving() || exchanges.unanswered() > 0;
    }

    private void disarm() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    private void close() {
        closing.run();
        var _ = channel.close();
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            begun = true;
            arm();
            context.fireChannelRead(bytes);
        }
    }

    private final class Messages extends ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object part) {
            if (part instanceof HttpRequest) {
                disarm();
            }
            if (part instanceof LastHttpContent) {
                begun = false;
            }
            context.fireChannelRead(part);
        }

        @Override
        public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
            if (Exchanges.endsAnswer(part) && begun) {
                arm();
            }
            var _ = context.write(part, promise);
        }
    }
}
