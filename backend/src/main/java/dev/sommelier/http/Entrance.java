package dev.sommelier.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The socket that a port listens on, and the connections that came in by it. Vert.x closes both at once and loses
/// who comes meanwhile; here the socket can be closed alone.
///
/// Vert.x does not show the socket, but each connection tells where it came from: so it is known from the first one on.
final class Entrance {

    /// Whoever floods the port must not keep it open. One look takes in sixteen at most.
    private static final int MOST_LOOKS = 1000;

    private final ChannelGroup inside = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final AtomicReference<@Nullable Channel> socket = new AtomicReference<>();
    private volatile @Nullable Duration silence;

    /// On the connection's event loop, when its pipeline is complete.
    void entered(Channel connection) {
        inside.add(connection);
        Channel parent = connection.parent();
        if (socket.compareAndSet(null, parent)) {
            parent.pipeline().addFirst(new Accepting());
        }
        Duration wanted = silence;
        if (wanted != null) {
            connection.pipeline().fireUserEventTriggered(new Farewell.Begun(wanted));
        }
    }

    /// Whether anybody ever came in.
    boolean used() {
        return socket.get() != null;
    }

    /// Takes in whoever waits at the door, and closes it. Who is inside may stay.
    Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        Channel listening = socket.get();
        if (listening == null) {
            closed.complete();
        } else {
            listening.eventLoop().execute(() -> {
                acceptAll(listening);
                listening.close().addListener(done -> afterNextSelect(listening, closed::tryComplete));
            });
        }
        return closed.future();
    }

    /// From now on closes each connection with no request on it that was silent for so long.
    ///
    /// @return done when none is left
    Future<Void> sayFarewell(Duration longest) {
        silence = longest;
        inside.forEach(connection -> connection.pipeline().fireUserEventTriggered(new Farewell.Begun(longest)));
        Promise<Void> empty = Promise.promise();
        inside.newCloseFuture().addListener(done -> empty.tryComplete());
        return empty.future();
    }

    /// The JDK keeps a closed socket open, and the system takes connections for it, until the selector that it was
    /// registered with has looked once more. What is scheduled here comes after that.
    private static void afterNextSelect(Channel listening, Runnable then) {
        var _ = listening.eventLoop().schedule(then, 1, TimeUnit.MILLISECONDS);
    }

    /// The system resets what it holds for a socket that is closed, so nothing may be left there. A moment in which
    /// it can take one more remains, but nothing is done in it.
    private void acceptAll(Channel listening) {
        Accepting accepting = listening.pipeline().get(Accepting.class);
        if (accepting != null && listening.unsafe() instanceof AbstractNioChannel.NioUnsafe unsafe) {
            int before;
            int looks = 0;
            do {
                before = accepting.count;
                unsafe.read();
            } while (accepting.count > before && ++looks < MOST_LOOKS);
        }
    }

    /// Sees connections before their TLS handshake, too.
    private final class Accepting extends ChannelInboundHandlerAdapter {
        private int count;

        @Override
        public void channelRead(ChannelHandlerContext context, Object connection) {
            count++;
            inside.add((Channel) connection);
            context.fireChannelRead(connection);
        }
    }
}
