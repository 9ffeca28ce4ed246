package dev.sommelier.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lets a request be answered whose body turns out on its way to be no HTTP, for example at the size of a chunk:
/// Vert.x would close the connection at once, and the client would not learn why.
///
/// For the request its body just ends there, and whoever reads it asks [#cause]. The connection closes after the
/// answer, for where the next request would begin is not known. All of it happens on the connection's event loop.
final class BrokenBody extends ChannelDuplexHandler {

    private static final AttributeKey<Throwable> CAUSE = AttributeKey.valueOf(BrokenBody.class, "cause");

    private final Exchanges exchanges;
    private @Nullable Throwable seen;
    private boolean told;

    private BrokenBody(Exchanges exchanges) {
        this.exchanges = exchanges;
    }

    /// Before the connection's first request.
    static void watch(Channel channel, Exchanges exchanges) {
        channel.pipeline().addAfter(Exchanges.NAME, "brokenBody", new BrokenBody(exchanges));
    }

    /// What the decoder found in the body of this request; empty if all is well.
    static Optional<Throwable> cause(HttpServerRequest request) {
        return Optional.ofNullable(
                Exchanges.channel(request.connection()).attr(CAUSE).get());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpContent content && content.decoderResult().isFailure()) {
            seen = content.decoderResult().cause();
        }
        context.fireChannelRead(part);
    }

    /// Vert.x throws what was seen once its turn has come, after all that was sent before.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause.equals(seen) && !told && exchanges.unanswered() > 0) {
            told = true;
            context.channel().attr(CAUSE).set(cause);
            context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
        } else {
            // Closing drops what was written and not yet sent: the answer of who did not wait for the body.
            context.flush();
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
        if (told && part instanceof HttpResponse head) {
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (told && Exchanges.endsAnswer(part)) {
            closeSoon(context);
        }
        var _ = context.write(part, promise);
    }

    /// What the client still sends is thrown away meanwhile, so that no reset takes the answer from it.
    private static void closeSoon(ChannelHandlerContext context) {
        var _ = context.executor()
                .schedule(
                        () -> {
                            var _ = context.channel().close();
                        },
                        Linger.LONGEST.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
