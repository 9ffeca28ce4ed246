package dev.sommelier.ui;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// One person with the page open, and what their browser complains about meanwhile.
///
/// @param complaints console errors, uncaught exceptions, and requests to any other host
record Visit(BrowserContext context, Page page, List<String> complaints) implements AutoCloseable {
    static Visit to(String address, Browser browser, Browser.NewContextOptions options) {
        var context = browser.newContext(options);
        context.setDefaultTimeout(Chromium.PATIENCE_MS);
        var page = context.newPage();
        var complaints = new CopyOnWriteArrayList<String>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().matches("(data:|blob:%1$s|%1$s).*".formatted(address))) {
                complaints.add("request to " + request.url());
            }
        });
        page.navigate(address);
        // Not before its script is there: a test is quicker than a person.
        page.waitForFunction("() => document.querySelector('.intake')?.send");
        return new Visit(context, page, complaints);
    }

    static Browser.NewContextOptions desktop() {
        return new Browser.NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.LIGHT);
    }

    static Browser.NewContextOptions phone() {
        return new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true)
                .setColorScheme(ColorScheme.LIGHT);
    }

    void choose(FilePayload... photos) {
        page.locator(".intake input[type=file]").setInputFiles(photos);
    }

    void drop(FilePayload photo) {
        page.evaluate("""
                photo => {
                  const bytes = Uint8Array.from(atob(photo.base64), c => c.charCodeAt(0));
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([bytes], photo.name, { type: photo.type }));
                  for (const type of ['dragenter', 'dragover', 'drop']) {
                    document.querySelector('h1').dispatchEvent(
                        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
                  }
                }""", arguments(photo));
    }

    void paste(FilePayload photo) {
        page.evaluate("""
                photo => {
                  const bytes = Uint8Array.from(atob(photo.base64), c => c.charCodeAt(0));
                  const clipboardData = new DataTransfer();
                  clipboardData.items.add(new File([bytes], photo.name, { type: photo.type }));
                  document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, clipboardData }));
                }""", arguments(photo));
    }

    /// The card of one photo.
    Locator card(String name) {
        return page.getByRole(
                AriaRole.ARTICLE, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void screenshot(String name) {
        page.waitForTimeout(700);
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    private static Map<String, String> arguments(FilePayload photo) {
        return Map.of(
                "name", photo.name,
                "type", photo.mimeType,
                "base64", Base64.getEncoder().encodeToString(photo.buffer));
    }

    @Override
    public void close() {
        context.close();
    }
}
