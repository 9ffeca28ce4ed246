package dev.sommelier.ui.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.BackendWatch;
import dev.sommelier.ui.part.BackendNotice;
import dev.sommelier.ui.stub.StubBackend;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page on a server-side UI without a browser.
@ViewPackages(packages = "dev.sommelier.ui.stub")
class ClassifyPageTest extends BrowserlessTest {
    private final StubBackend stub = new StubBackend();
    private final BackendClient backend = new BackendClient(stub.config(""));
    private final BackendWatch watch = new BackendWatch(backend, Duration.ofMillis(200));

    @BeforeEach
    void open() {
        UI.getCurrent()
                .add(new ClassifyPage(
                        backend, watch, new PhotoSlots(4), new PhotoLimits(100, Duration.ofSeconds(9), 2, 2, 4)));
    }

    @AfterEach
    void close() {
        watch.close();
        backend.close();
        stub.close();
    }

    @Test
    void saysWhichModelAnswersAndWhatItTellsApart() throws InterruptedException {
        await(() -> find(ModelLine.class).exists());

        assertThat(find(ModelLine.class).single().getElement().getTextRecursively())
                .isEqualTo("Model drinks, version 1beerwhiskeywine");
    }

    @Test
    void saysThatTheBackendIsAwayAndForAMomentThatItIsBack() throws InterruptedException {
        await(() -> find(ModelLine.class).exists());
        stub.goAway();
        await(() -> noticeSays("cannot be reached"));

        stub.comeBack();
        await(() -> noticeSays("is back"));
        await(() -> !find(BackendNotice.class).exists());
    }

    @Test
    void givesEachPhotoACardAtOnceTheLatestFirst() {
        choose(photo(1, "old.png"));
        choose(photo(2, "new.png"));

        assertThat(find(PhotoCard.class).all()).extracting(PhotoCard::name).containsExactly("new.png", "old.png");
    }

    @Test
    void saysHowManyPhotosFoundNoRoom() {
        choose(photo(1, "a.png"), photo(2, "b.png"), photo(3, "c.png"));

        assertThat(find(PhotoCard.class).all()).hasSize(2);
        assertThat(find(Notification.class).single().getElement().getProperty("text"))
                .startsWith("1 photo found no room");
    }

    @Test
    void givesNoSecondCardToAPhotoThatIsAnnouncedTwice() {
        choose(photo(1, "a.png"), photo(1, "b.png"));
        choose(photo(1, "c.png"));

        assertThat(find(PhotoCard.class).all()).extracting(PhotoCard::name).containsExactly("a.png");
        assertThat(find(Notification.class).exists()).isFalse();
    }

    @Test
    void removesOnePhotoOrAll() {
        choose(photo(1, "a.png"), photo(2, "b.png"));

        test(find(Button.class).withAriaLabel("Remove a.png").single()).click();
        assertThat(find(PhotoCard.class).all()).hasSize(1);

        test(find(Button.class).withText("Remove all").single()).click();
        assertThat(find(PhotoCard.class).exists()).isFalse();
        assertThat(find(PhotoTray.class).exists()).isFalse();
    }

    private static ChosenPhoto photo(int id, String name) {
        return new ChosenPhoto(id, name, 10, "");
    }

    private void choose(ChosenPhoto... photos) {
        find(PhotoIntake.class).single().chosen(List.of(photos));
    }

    private boolean noticeSays(String words) {
        return find(BackendNotice.class).exists()
                && find(BackendNotice.class)
                        .single()
                        .getElement()
                        .getTextRecursively()
                        .contains(words);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; !condition.getAsBoolean(); tries++) {
            assertThat(tries).isLessThan(200);
            Thread.sleep(50);
            roundTrip();
        }
    }
}
