package dev.sommelier.inference;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// A network whose sessions are counted while they are open.
///
/// @param networks counts this one until it is closed
record CountedNetwork(Network network, AtomicLong networks, AtomicLong sessions) implements Network {

    @Override
    public String engine() {
        return network.engine();
    }

    @Override
    public String precision() {
        return network.precision();
    }

    @Override
    public String device() {
        return network.device();
    }

    @Override
    public Session open() {
        return counted(network.open());
    }

    @Override
    public Session open(int threads) {
        return counted(network.open(threads));
    }

    @Override
    public boolean choosesThreads() {
        return network.choosesThreads();
    }

    private Session counted(Session session) {
        sessions.incrementAndGet();
        return new CountedSession(session, sessions);
    }

    @Override
    public void close() {
        network.close();
        networks.decrementAndGet();
    }

    private record CountedSession(Session session, AtomicLong sessions) implements Session {
        @Override
        public Outputs run(FloatBuffer images, int count) {
            return session.run(images, count);
        }

        @Override
        public void close() {
            session.close();
            sessions.decrementAndGet();
        }
    }
}
