package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.sommelier.load.photo.Drink;
import dev.sommelier.load.photo.Photo;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {
    /// A class and what follows it in the text of the page, whatever elements they are in. Spaces may be hard ones.
    private static final Pattern BAR = Pattern.compile(
            "\\b(beer|whiskey|wine)\\s+(\\d+(?:\\.\\d+)?)\\s*%",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final Product product;
    private final Chromium chromium = new Chromium();
    private final URI address;

    PageIT() throws Exception {
        product = Product.up();
        address = product.page();
    }

    @AfterAll
    void stop() {
        chromium.close();
        product.close();
    }

    @ParameterizedTest
    @EnumSource
    void showsABarForEachClassOfEachChosenPhoto(Look look) {
        var page = chromium.open(look);
        var faults = faultsOf(page);
        page.navigate(address.toString());

        choose(
                page,
                Photo.jpeg(Drink.WINE, 1024, 768),
                Photo.png(Drink.BEER, 768, 1024),
                Photo.jpeg(Drink.WHISKEY, 800, 600));
        page.waitForCondition(() -> bars(page).size() == 9);

        assertThat(bars(page).stream().collect(Collectors.groupingBy(Bar::label, Collectors.counting())))
                .isEqualTo(Map.of("beer", 3L, "whiskey", 3L, "wine", 3L));
        assertThat(bars(page).stream().mapToDouble(Bar::percent).sum()).isCloseTo(300, within(1.0));
        assertThat(faults).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("fits the width of the screen")
                .isTrue();
        keepScreenshot(page, look);
    }

    private static void choose(Page page, Photo... photos) {
        var files = Stream.of(photos)
                .map(photo -> new FilePayload(photo.name(), photo.contentType(), photo.bytes()))
                .toArray(FilePayload[]::new);
        page.locator("input[type=file]").first().setInputFiles(files);
    }

    private record Bar(String label, double percent) {}

    private static List<Bar> bars(Page page) {
        return BAR.matcher(page.locator("body").innerText())
                .results()
                .map(bar -> new Bar(bar.group(1).toLowerCase(Locale.ROOT), Double.parseDouble(bar.group(2))))
                .toList();
    }

    /// Grows by every error in the page, and by every call to a host that is not this machine.
    private List<String> faultsOf(Page page) {
        var faults = new ArrayList<String>();
        page.onPageError(faults::add);
        page.onRequest(request -> {
            var url = request.url();
            if (url.startsWith("http")
                    && !address.getHost().equals(URI.create(url).getHost())) {
                faults.add("calls " + url);
            }
        });
        return faults;
    }

    private static void keepScreenshot(Page page, Look look) {
        var file = Path.of("target/screenshots", look.name().toLowerCase(Locale.ROOT) + ".png");
        page.screenshot(new ScreenshotOptions()
                .setPath(file)
                .setFullPage(true)
                // Bars grow for a moment; the picture shows where they end.
                .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
