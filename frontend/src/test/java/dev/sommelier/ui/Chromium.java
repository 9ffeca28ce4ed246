package dev.sommelier.ui;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The system's own browser, headless. Playwright's download is never used: what is tested is what people have.
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /// Generous, since it only costs time where something is wrong.
    static final int PATIENCE_MS = 15_000;

    static Chromium start() {
        Path program = find();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(program)
                .setHeadless(true)
                .setArgs(FLAGS);
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    private static Path find() {
        String given = System.getenv("SOMMELIER_CHROMIUM");
        Optional<Path> found =
                given == null ? onPath() : Optional.of(Path.of(given)).filter(Files::isExecutable);
        return found.orElseThrow(() -> new AssertionError("""
                The browser tests need Chromium. Install it (Debian, Ubuntu: apt-get install chromium) or say where it \
                is: SOMMELIER_CHROMIUM=/path/to/chromium"""));
    }

    private static Optional<Path> onPath() {
        List<String> folders = List.of(System.getenv().getOrDefault("PATH", "").split(":"));
        Stream<Path> candidates =
                NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
