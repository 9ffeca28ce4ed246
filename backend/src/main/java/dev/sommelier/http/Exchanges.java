package dev.sommelier.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Objects;

/// The requests and answers of one connection as they pass: how many answers are owed, and whether a request is
/// arriving. Throws away the rest of a body that nobody reads before Vert.x copies it, which under overload is most
/// of what a refusal costs.
///
/// Everything here happens on the connection's event loop.
final class Exchanges extends ChannelDuplexHandler {

    static final String NAME = "exchanges";

    private int unanswered;
    private boolean arriving;
    private boolean dropping;

    private Exchanges() {}

    /// Before the connection's first request.
    static Exchanges watch(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        Exchanges exchanges = new Exchanges();
        pipeline.addAfter(pipeline.context(HttpResponseEncoder.class).name(), NAME, exchanges);
        return exchanges;
    }

    static Exchanges of(HttpConnection connection) {
        return of(channel(connection));
    }

    static Exchanges of(Channel channel) {
        return (Exchanges) Objects.requireNonNull(channel.pipeline().get(NAME));
    }

    /// What Vert.x has below the connection.
    static Channel channel(HttpConnection connection) {
        return ((HttpServerConnection) connection).channelHandlerContext().channel();
    }

    /// Whether an answer ends here, and not one that only says that the real one is to come.
    static boolean endsAnswer(Object part) {
        return part instanceof LastHttpContent
                && !(part instanceof HttpResponse head && head.status().codeClass() == HttpStatusClass.INFORMATIONAL);
    }

    /// Answers that are owed.
    int unanswered() {
        return unanswered;
    }

    /// Whether a request has begun and not ended.
    boolean arriving() {
        return arriving;
    }

    /// Nobody reads the rest of the oldest request that is not answered: from now on only its end is handed on. Does
    /// nothing where a later one is arriving already.
    void dropRest() {
        dropping = arriving && unanswered == 1;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpRequest) {
            unanswered++;
            arriving = true;
        }
        boolean last = part instanceof LastHttpContent;
        if (last) {
            arriving = false;
        }
        if (dropping
                && part instanceof HttpContent content
                && content.decoderResult().isSuccess()) {
            ReferenceCountUtil.release(part);
            if (last) {
                dropping = false;
                context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        } else {
            context.fireChannelRead(part);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object part, ChannelPromise promise) {
        if (endsAnswer(part)) {
            unanswered = Math.max(0, unanswered - 1);
        }
        var _ = context.write(part, promise);
    }
}
