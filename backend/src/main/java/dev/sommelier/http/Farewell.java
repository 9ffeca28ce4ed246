package dev.sommelier.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Closes a connection when nothing happens on it any more, once the server wants it to end.
///
/// A client may send its next request just when its connection closes, and gets no answer then: HTTP/1.1 has no way
/// to tell it before. After some silence that is as rare as it can be.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.5">RFC 9112, failures and timeouts</a>
final class Farewell extends ChannelInboundHandlerAdapter {

    /// The server wants the connections to end.
    ///
    /// @param silence that each of them is given
    record Begun(Duration silence) {}

    private final BooleanSupplier busy;
    private boolean begun;

    /// @param busy whether a request is arriving or an answer is owed; asked on the event loop
    Farewell(BooleanSupplier busy) {
        this.busy = busy;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof Begun(Duration silence)) {
            begin(context, silence);
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    private void begin(ChannelHandlerContext context, Duration silence) {
        if (!begun) {
            begun = true;
            context.pipeline().addBefore(context.name(), "silence", new Silence(silence));
        }
    }

    private final class Silence extends IdleStateHandler {
        Silence(Duration longest) {
            super(0, 0, longest.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        protected void channelIdle(ChannelHandlerContext context, IdleStateEvent event) {
            if (!busy.getAsBoolean()) {
                var _ = context.channel().close();
            }
        }
    }
}
