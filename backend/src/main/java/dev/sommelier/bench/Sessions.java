package dev.sommelier.bench;

import dev.sommelier.inference.Layout;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.Session;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// As many ways into a network as it is served through, for whoever comes first.
final class Sessions implements AutoCloseable {
    private final List<Session> all = new ArrayList<>();
    private final BlockingQueue<Session> free;

    Sessions(Network network, Layout layout) {
        free = new ArrayBlockingQueue<>(layout.workers());
        try {
            for (int i = 0; i < layout.workers(); i++) {
                all.add(network.open(layout.threads()));
            }
        } catch (Throwable e) {
            close();
            throw e;
        }
        free.addAll(all);
    }

    /// Waits for a session, and runs a batch.
    void run(FloatBuffer batch, int count) throws InterruptedException {
        Session session = free.take();
        try {
            session.run(batch, count);
        } finally {
            free.add(session);
        }
    }

    /// Only when no batch runs any more: closing a session in use crashes the JVM.
    @Override
    public void close() {
        all.forEach(Session::close);
    }
}
