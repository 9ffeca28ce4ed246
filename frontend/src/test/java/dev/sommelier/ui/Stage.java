package dev.sommelier.ui;

import com.microsoft.playwright.Browser.NewContextOptions;
import dev.sommelier.ui.stub.StubBackend;
import java.util.Map;

/// The real page server in front of a stub backend, and a browser in front of both.
record Stage(StubBackend stub, PageServer server, Chromium chromium) implements AutoCloseable {
    static Stage set() {
        var chromium = Chromium.start();
        var stub = new StubBackend();
        var settings = Map.of(
                "ui.port",
                0,
                "ui.backend",
                stub.address().toString(),
                "ui.management",
                stub.management().toString(),
                "ui.health-interval",
                "500 ms",
                "ui.max-photo-bytes",
                "2 MiB");
        return new Stage(stub, PageServer.start(Settings.load(settings)), chromium);
    }

    Visit visit(NewContextOptions options) {
        return Visit.to(server.address(), chromium.browser(), options);
    }

    @Override
    public void close() {
        server.close();
        chromium.close();
        stub.close();
    }
}
