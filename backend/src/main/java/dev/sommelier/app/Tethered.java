package dev.sommelier.app;

import java.io.IOException;
import java.io.OutputStream;

/// The command, ended as by SIGTERM as soon as its standard input ends: the system closes that when the process which
/// started it is gone, however it ended.
final class Tethered {
    private Tethered() {}

    public static void main(String[] arguments) {
        Thread.ofPlatform().daemon().name("tether").start(Tethered::endWithInput);
        Main.main(arguments);
    }

    private static void endWithInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        raise();
    }

    /// By reflection, as in [Termination].
    private static void raise() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            signal.getMethod("raise", signal)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM raises no signals", e);
        }
    }
}
