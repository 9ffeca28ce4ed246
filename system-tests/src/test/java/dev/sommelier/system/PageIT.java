package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.FilePayload;
import dev.sommelier.load.photo.Drink;
import dev.sommelier.load.photo.Photo;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    void showsABarForEachClassOfAChosenPhoto(Look look) {
        var page = chromium.open(look);
        var faults = faultsOf(page);
        page.navigate(address.toString());

        choose(page, Photo.jpeg(Drink.WINE, 1024, 768));
        page.waitForCondition(() -> bars(page).size() == 3);

        assertThat(bars(page)).containsOnlyKeys("beer", "whiskey", "wine");
        assertThat(bars(page).values().stream().mapToDouble(p -> p).sum()).isCloseTo(100, within(1.0));
        assertThat(faults).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("fits the width of the screen")
                .isTrue();
        keepScreenshot(page, look);
    }

    private static void choose(Page page, Photo photo) {
        page.locator("input[type=file]")
                .first()
                .setInputFiles(new FilePayload(photo.name(), photo.contentType(), photo.bytes()));
    }

    /// Class to per cent.
    private static Map<String, Double> bars(Page page) {
        return BAR.matcher(page.locator("body").innerText())
                .results()
                .collect(Collectors.toMap(
                        PageIT::label, bar -> Double.parseDouble(bar.group(2)), (first, again) -> first));
    }

    private static String label(MatchResult bar) {
        return bar.group(1).toLowerCase(Locale.ROOT);
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
        page.screenshot(new ScreenshotOptions().setPath(file).setFullPage(true));
    }
}
