package dev.sommelier.ui.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.Reply;
import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubBackend;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A photo's way with the real parts; the test plays the browser and the UI lock. The package that is scanned for
/// views has none: the parts are put together here.
@ViewPackages(packages = "dev.sommelier.ui.stub")
class PhotoFlowTest extends BrowserlessTest {
    private static final PhotoLimits LIMITS = new PhotoLimits(10, Duration.ofSeconds(1), 3, 2, 2);

    private final StubBackend stub = new StubBackend();
    private final BackendClient backend = backend("");
    private final PhotoSlots slots = new PhotoSlots(2);
    private final PhotoUpload upload = new PhotoUpload(backend, slots, LIMITS);
    private final PhotoTray tray = new PhotoTray();
    private final BlockingQueue<Runnable> page = new LinkedBlockingQueue<>();
    private final AtomicInteger lost = new AtomicInteger();
    private final History history = new History(10);
    private PhotoFlow flow;

    @BeforeEach
    void backendIsUp() {
        var intake = new PhotoIntake(upload, LIMITS);
        flow = new PhotoFlow(
                LIMITS, upload, intake, tray, lost::incrementAndGet, new AnswerTools(backend, history, page::add));
        flow.backendReady(true);
    }

    @AfterEach
    void close() {
        backend.close();
        stub.close();
    }

    @Test
    void showsTheClassWithItsBarsOnceTheAnswerIsThere() throws InterruptedException {
        flow.add(photos(1));
        assertThat(state(1)).isEqualTo("looking");

        send(1);
        onPage();

        assertThat(state(1)).isEqualTo("classified");
        assertThat(text(1))
                .contains("wine", "very sure", "93.0%", "5.0%", "2.0%")
                .doesNotContain("unlike anything");
    }

    @Test
    void saysWhereAPhotoIsUnlikeAnythingThatTheModelKnows() throws InterruptedException {
        String body = StubAnswer.prediction("wine", 0.02, 0.05, 0.93).body();
        stub.onPredict(StubAnswer.json(body.replaceFirst("\\{", "{\"familiar\": false,")));
        flow.add(photos(1));
        send(1);
        onPage();

        assertThat(text(1)).contains("wine", "93.0%", "unlike anything the model was trained on");
        assertThat(tray.getElement().getTextRecursively()).contains("very sure. This photo is unlike anything");
    }

    @Test
    void showsTheBackendsRefusalInItsOwnWords() throws InterruptedException {
        stub.onPredict(StubAnswer.problem(422, "The JPEG ends after 12 of its 40 rows."));
        flow.add(photos(1));

        send(1);
        onPage();

        assertThat(state(1)).isEqualTo("refused");
        assertThat(text(1)).contains("The JPEG ends after 12 of its 40 rows.").doesNotContain("Try again");
    }

    @Test
    void refusesAPhotoOverTheLimitWithoutAskingForIt() {
        flow.add(List.of(new ChosenPhoto(1, "big.png", 11, "")));

        assertThat(state(1)).isEqualTo("refused");
        assertThat(text(1)).contains("the limit is 10 bytes");
        assertThat(send(1)).isEqualTo(409);
    }

    @Test
    void refusesAPhotoThatTurnsOutLargerThanAnnounced() throws InterruptedException {
        flow.add(photos(1));

        upload.receive("1", -1, new ByteArrayInputStream(new byte[11]));
        onPage();

        assertThat(state(1)).isEqualTo("refused");
        assertThat(stub.predictions()).isEmpty();
    }

    @Test
    void takesNoPhotoItHasNotAskedForAndNoneTwice() {
        flow.add(photos(3));

        assertThat(send(3)).isEqualTo(409);
        assertThat(send(1)).isEqualTo(202);
        assertThat(send(1)).isEqualTo(409);
    }

    @Test
    void leavesOutWhatFindsNoRoomOnThePage() {
        assertThat(flow.add(photos(5))).isEqualTo(2);
        assertThat(tray.photos()).containsExactly(1, 2, 3);
    }

    @Test
    void keepsAPhotoUntilTheBackendIsBack() throws InterruptedException {
        stub.goAway();
        flow.add(photos(1));

        send(1);
        onPage();
        assertThat(state(1)).isEqualTo("waiting");
        assertThat(lost).hasValue(1);

        stub.comeBack();
        flow.backendReady(true);
        send(1);
        onPage();
        assertThat(state(1)).isEqualTo("classified");
    }

    @Test
    void sendsAPhotoAgainAfterThePauseThatTheBackendAskedFor() throws InterruptedException {
        stub.onPredict(StubAnswer.problem(503, "Too much to do.").with("Retry-After", "1"));
        flow.add(photos(1));
        send(1);
        onPage();
        assertThat(text(1)).contains("Too much to do. It goes again by itself in 1 s.");

        stub.onPredict(StubAnswer.prediction("beer", 1, 0, 0));
        onPage();
        send(1);
        onPage();

        assertThat(state(1)).isEqualTo("classified");
    }

    @Test
    void leavesALongPauseToThePerson() throws InterruptedException {
        stub.onPredict(StubAnswer.problem(429, "Too many today.").with("Retry-After", "3600"));
        flow.add(photos(1));

        send(1);
        onPage();

        assertThat(state(1)).isEqualTo("failed");
        assertThat(text(1)).contains("Too many today.", "Try again");
    }

    @Test
    void offersToTryAgainWhereTheBackendFailed() throws InterruptedException {
        stub.onPredict(StubAnswer.problem(500, "Something broke."));
        flow.add(photos(1));

        send(1);
        onPage();

        assertThat(state(1)).isEqualTo("failed");
        assertThat(text(1)).contains("Something broke.", "Try again");
    }

    @Test
    void givesTheSlotBackWhereAPhotoBreaksOff() throws InterruptedException {
        flow.add(photos(2));

        // Nobody is at the other end of this pipe.
        upload.receive("1", -1, new PipedInputStream());
        onPage();

        assertThat(state(1)).isEqualTo("failed");
        assertThat(freeSlots()).isEqualTo(2);
    }

    @Test
    void givesTheSlotBackWhateverGoesWrongWhileAPhotoArrives() throws InterruptedException {
        flow.add(photos(2));

        upload.receive("1", -1, stream(() -> {
            throw new IllegalStateException("a fault of the server");
        }));
        upload.receive("2", -1, stream(() -> {
            throw new OutOfMemoryError("not really");
        }));
        onPage();
        onPage();

        assertThat(List.of(state(1), state(2))).containsOnly("failed");
        assertThat(text(1)).contains("Something went wrong here", "Try again").doesNotContain("fault of the server");
        assertThat(freeSlots()).isEqualTo(2);
    }

    @Test
    void givesTheSlotBackWhereTheBackendCannotBeAskedAtAll() throws InterruptedException {
        // No header can hold this key, so there is never a request.
        try (var speechless = backend("a key\nin two lines")) {
            var upload = new PhotoUpload(speechless, slots, LIMITS);
            var reply = upload.expect(1);

            assertThat(upload.receive("1", 3, new ByteArrayInputStream(new byte[3])))
                    .isEqualTo(202);

            assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(Reply.Failed.class);
            assertThat(freeSlots()).isEqualTo(2);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void breaksOffAPhotoThatTrickles() throws InterruptedException {
        flow.add(photos(1));

        // Done after more than two seconds, where one is allowed.
        upload.receive("1", -1, stream(() -> {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            return 1;
        }));
        onPage();

        assertThat(state(1)).isEqualTo("failed");
        assertThat(text(1)).contains("did not arrive in full");
        assertThat(freeSlots()).isEqualTo(2);
    }

    @Test
    void waitsWhereAllPagesTogetherSendTooMuch() throws InterruptedException {
        slots.take();
        slots.take();
        flow.add(photos(1));

        send(1);
        onPage();

        assertThat(text(1)).contains("Many photos are on their way at the moment.");
    }

    @Test
    void breaksOffTheCallOfAPhotoThatIsRemoved() throws InterruptedException {
        stub.onPredict(StubAnswer.prediction("wine", 0, 0, 1).after(Duration.ofSeconds(2)));
        flow.add(photos(1));
        send(1);

        flow.remove(List.of(1));

        assertThat(tray.photos()).isEmpty();
        assertThat(freeSlots()).isEqualTo(2);
        assertThat(page.poll(500, TimeUnit.MILLISECONDS)).isNull();
    }

    private BackendClient backend(String key) {
        return new BackendClient(stub.config(key));
    }

    /// A body without end.
    ///
    /// @param read gives one byte at a time
    private static InputStream stream(IntSupplier read) {
        return new InputStream() {
            @Override
            public int read() {
                return read.getAsInt();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                target[offset] = (byte) read();
                return 1;
            }
        };
    }

    private static List<ChosenPhoto> photos(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> new ChosenPhoto(id, id + ".png", 3, ""))
                .toList();
    }

    private int send(int photo) {
        return upload.receive(Integer.toString(photo), 3, new ByteArrayInputStream(new byte[3]));
    }

    private void onPage() throws InterruptedException {
        var task = page.poll(10, TimeUnit.SECONDS);
        assertThat(task).isNotNull();
        task.run();
    }

    private String state(int photo) {
        return tray.card(photo).orElseThrow().getElement().getAttribute("data-state");
    }

    private String text(int photo) {
        return tray.card(photo).orElseThrow().getElement().getTextRecursively();
    }

    private long freeSlots() {
        return IntStream.range(0, 3).filter(_ -> slots.take()).count();
    }
}
