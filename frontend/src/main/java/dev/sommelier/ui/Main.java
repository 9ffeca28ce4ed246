package dev.sommelier.ui;

import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts the page server. Standard output carries one line, for whoever started it: `ready`, then the address.
@Command(name = "sommelier-frontend", description = "Serves the pages of Sommelier.", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    @Option(names = "--port", description = "Port to listen on; 0 takes any free one.")
    private @Nullable Integer port;

    @Option(names = "--host", description = "Address to listen on; 0.0.0.0 for every network.")
    private @Nullable String host;

    @Option(names = "--backend", description = "Where the backend is, for example http://localhost:8080.")
    private @Nullable String backend;

    @Option(
            names = "--management",
            description = "Where the backend is managed, for example http://localhost:8081; empty for nowhere.")
    private @Nullable String management;

    @Option(names = "--stop-with-stdin", description = "Stop when standard input ends, as it does with the parent.")
    private boolean stopWithStdin;

    private final CountDownLatch stop = new CountDownLatch(1);

    public static void main(String[] args) {
        // Under ar-EG and others %d writes digits that no program reads, and the line "ready" is for a program.
        Locale.setDefault(Locale.ENGLISH);
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var server = PageServer.start(Settings.load(given()))) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            System.out.println("ready " + server.address());
            if (stopWithStdin) {
                Thread.ofPlatform().daemon().name("stdin").start(this::stopAtEndOfInput);
            }
            stop.await();
            return 0;
        } catch (CannotStart | ConfigException | IllegalArgumentException reason) {
            System.err.println(reason.getMessage());
            return 1;
        }
    }

    private Map<String, Object> given() {
        var given = new HashMap<String, Object>();
        put(given, "ui.port", port);
        put(given, "ui.host", host);
        put(given, "ui.backend", backend);
        put(given, "ui.management", management);
        return given;
    }

    private static void put(Map<String, Object> given, String setting, @Nullable Object value) {
        if (value != null) {
            given.put(setting, value);
        }
    }

    private void stopAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // A broken pipe says the same as its end: the parent is gone.
        } finally {
            stop.countDown();
        }
    }
}
