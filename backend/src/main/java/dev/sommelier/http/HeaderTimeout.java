package dev.sommelier.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
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
    private boolean inRequest;
    private boolean begun;
    private int unanswered;
    private @Nullable Future<?> end;

    /// @param closing called before the connection is closed for this reason
    HeaderTimeout(Channel channel, Duration longest, Runnable closing) {
        this.channel = channel;
        this.longest = longest;
        this.closing = closing;
    }

    /// Looks at the bytes before they are decoded, and at what they decode to.
    void start() {
        ChannelPipeline pipeline = channel.pipeline();
        String decoder = pipeline.context(HttpRequestDecoder.class).name();
        pipeline.addBefore(decoder, "headerBytes", new Bytes());
        String encoder = pipeline.context(HttpResponseEncoder.class).name();
        pipeline.addAfter(encoder, "headerEnd", new Messages());
        pipeline.addBefore(decoder, "farewell", new Farewell(() -> begun || inRequest || unanswered > 0));
        channel.closeFuture().addListener(closed -> disarm());
        arm();
    }

    private void arm() {
        if (end == null && !inRequest && unanswered == 0) {
            end = channel.eventLoop().schedule(this::close, longest.toMillis(), TimeUnit.MILLISECONDS);
        }
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
                unanswered++;
                inRequest = true;
                disarm();
            }
            if (part instanceof LastHttpContent) {
                inRequest = false;
                begun = false;
            }
            context.fireChannelRead(part);
        }

        @Override
        public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
            if (part instanceof LastHttpContent && !isInterim(part)) {
                answered();
            }
            var _ = context.write(part, promise);
        }

        private void answered() {
            unanswered = Math.max(0, unanswered - 1);
            if (begun) {
                arm();
            }
        }

        private static boolean isInterim(Object part) {
            return part instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
    }
}
