package dev.sommelier.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// The Chromium that is installed on this machine, without a window.
final class Chromium implements AutoCloseable {
    /// As root there is no sandbox; the rest keeps it from calling anyone.
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(installed()).setArgs(FLAGS));

    Page open(Look look) {
        return browser.newContext(look.context()).newPage();
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Path installed() {
        var named = Stream.ofNullable(System.getenv("SOMMELIER_CHROMIUM")).map(Path::of);
        var path = Objects.requireNonNull(System.getenv("PATH")).split(File.pathSeparator, -1);
        var found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(path).map(folder -> Path.of(folder, name)));
        return Stream.concat(named, found)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium: ./sommelier test says how to get one."));
    }
}
