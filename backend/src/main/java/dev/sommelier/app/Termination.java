package dev.sommelier.app;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/// Waits until the process is asked to end.
///
/// Signals are taken here and not in a shutdown hook: hooks run side by side, and the engines' own would tear
/// down what a forward pass still uses, which crashes the JVM.
final class Termination {
    private static final Logger LOG = LoggerFactory.getLogger(Termination.class);
    private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);

    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile int signal;

    /// From now on SIGTERM and Ctrl-C are answered here.
    Termination() {
        try {
            for (Map.Entry<String, Integer> signal : NUMBERS.entrySet()) {
                handle(signal.getKey(), signal.getValue());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM does not hand out signals", e);
        }
    }

    /// By reflection: the compiler warns of this class whatever is suppressed, though `jdk.unsupported` exports
    /// it.
    private void handle(String name, int number) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ours = Proxy.newProxyInstance(
                handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> received(number));
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
    }

    private Object received(int number) {
        if (signal != 0) {
            // Whoever presses Ctrl-C again does not want to wait.
            Runtime.getRuntime().halt(exitCode());
        }
        signal = number;
        asked.countDown();
        return Void.TYPE;
    }

    /// Which signal it was, for example `SIGTERM`.
    String why() {
        return NUMBERS.entrySet().stream()
                .filter(each -> each.getValue() == signal)
                .map(each -> "SIG" + each.getKey())
                .findFirst()
                .orElse("the end of another part");
    }

    /// Ends the process by force, and says so, if it is still there after so long. Nothing is closed then: an engine
    /// that is closed under a forward pass crashes the process.
    void endWithin(Duration longest) {
        Thread.ofPlatform().daemon().name("last-resort").start(() -> {
            try {
                Thread.sleep(longest);
                LOG.error("The stop has not ended within {} s: the process ends as it is", longest.toMillis() / 1000.0);
                Runtime.getRuntime().halt(ExitCode.SOFTWARE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void await() throws InterruptedException {
        asked.await();
    }

    /// Between two steps of a start, so that nobody waits for what comes after.
    ///
    /// @throws CancellationException if the process is asked to end
    void check() {
        if (asked()) {
            throw new CancellationException("the process is asked to end");
        }
    }

    /// Does something as soon as the process is asked to end, on a thread of its own.
    void whenAsked(Runnable then) {
        Thread.ofPlatform().daemon().name("termination").start(() -> {
            try {
                await();
                then.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /// Whether it was Ctrl-C, which reaches all processes of a terminal.
    boolean byKeyboard() {
        return why().equals("SIGINT");
    }

    boolean asked() {
        return asked.getCount() == 0;
    }

    /// What a shell expects of a process that a signal ended before it was done.
    int exitCode() {
        return 128 + signal;
    }

    /// Ends the waiting as a signal would.
    void ask() {
        asked.countDown();
    }
}
