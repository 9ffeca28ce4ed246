package dev.sommelier.ui.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubBackend;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A batch's way with the real parts; the test plays the browser and the UI lock.
@ViewPackages(packages = "dev.sommelier.ui.stub")
class BatchFlowTest extends BrowserlessTest {
    private static final BatchLimits LIMITS = new BatchLimits(10, Duration.ofSeconds(1), 4, 2);

    private final StubBackend stub = new StubBackend();
    private final BackendClient backend = new BackendClient(stub.config(""));
    private final Semaphore places = new Semaphore(2);
    private final BatchUpload upload = new BatchUpload(backend, slots(), LIMITS);
    private final Batch batch = new Batch();
    private final BlockingQueue<Runnable> page = new LinkedBlockingQueue<>();
    private final AtomicInteger lost = new AtomicInteger();
    private BatchFlow flow;

    @BeforeEach
    void backendIsUp() {
        var intake = new BatchIntake(upload, LIMITS);
        flow = new BatchFlow(LIMITS, upload, intake, batch, lost::incrementAndGet, page::add);
        flow.backendReady(true);
    }

    @AfterEach
    void close() {
        backend.close();
        stub.close();
    }

    @Test
    void takesNoMorePhotosThanABatchMayHave() {
        assertThat(flow.add(photos(6))).isEqualTo(2);
        assertThat(flow.add(photos(2))).isZero();
        assertThat(batch.size()).isEqualTo(4);
    }

    @Test
    void hasNoMorePhotosOnTheirWayThanAPageMayHave() {
        flow.add(photos(3));

        assertThat(IntStream.rangeClosed(1, 3).mapToObj(this::word)).containsExactly("sending", "sending", "waiting");
        assertThat(send(3)).isEqualTo(409);
        assertThat(send(1)).isEqualTo(202);
        assertThat(send(1)).isEqualTo(409);
    }

    @Test
    void goesOnPastAPhotoThatIsRefused() throws InterruptedException {
        stub.onPredict(request -> request.photo().length == 5
                ? StubAnswer.problem(422, "This is no photo.")
                : StubAnswer.prediction("wine", 0, 0, 1));
        flow.add(photos(2));

        upload.receive("1", 5, new ByteArrayInputStream(new byte[5]));
        onPage();
        send(2);
        onPage();

        assertThat(batch.row(1).orElseThrow().note()).isEqualTo("This is no photo.");
        assertThat(word(2)).isEqualTo("classified");
    }

    @Test
    void refusesWhatIsTooLargeOrCannotBeUnpackedWithoutAskingForIt() {
        flow.add(List.of(new ChosenFile(1, "big.png", 11, ""), new ChosenFile(2, "a.png", 5, "locked")));

        assertThat(batch.row(1).orElseThrow().note()).contains("the limit is 10 bytes");
        assertThat(batch.row(2).orElseThrow().note()).contains("locked with a password");
        assertThat(send(1)).isEqualTo(409);
    }

    @Test
    void pausesAsTheBackendAsksAndGoesOn() throws InterruptedException {
        stub.onPredict(StubAnswer.problem(429, "Too much to do.").with("Retry-After", "1"));
        flow.add(photos(1));
        send(1);
        onPage();
        assertThat(word(1)).isEqualTo("waiting");
        assertThat(flow.holdUp()).isEqualTo("Too much to do. It goes on by itself.");

        stub.onPredict(StubAnswer.prediction("beer", 1, 0, 0));
        onPage();
        send(1);
        onPage();

        assertThat(word(1)).isEqualTo("classified");
    }

    @Test
    void waitsUntilTheBackendIsBackButGivesUpAPhotoThatAlwaysBreaksIt() throws InterruptedException {
        stub.goAway();
        flow.add(photos(1));
        for (int i = 0; i < 4; i++) {
            send(1);
            onPage();
            assertThat(word(1)).isEqualTo("waiting");
            flow.backendReady(true);
        }

        send(1);
        onPage();

        assertThat(word(1)).isEqualTo("failed");
        assertThat(lost).hasValue(4);
    }

    @Test
    void stopsAtOnceKeepsWhatIsThereAndGoesOnWhenAsked() throws InterruptedException {
        flow.add(photos(3));
        send(1);
        onPage();
        stub.onPredict(StubAnswer.prediction("wine", 0, 0, 1).after(Duration.ofSeconds(2)));
        send(2);

        flow.cancel();

        assertThat(IntStream.rangeClosed(1, 3).mapToObj(this::word))
                .containsExactly("classified", "cancelled", "cancelled");
        assertThat(places.availablePermits()).isEqualTo(2);
        assertThat(page.poll(300, TimeUnit.MILLISECONDS)).isNull();

        flow.goOn();
        assertThat(IntStream.rangeClosed(1, 3).mapToObj(this::word))
                .containsExactly("classified", "sending", "sending");
    }

    private SharedSlots slots() {
        return new SharedSlots() {
            @Override
            public boolean take() {
                return places.tryAcquire();
            }

            @Override
            public void giveBack() {
                places.release();
            }
        };
    }

    private static List<ChosenFile> photos(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(id -> new ChosenFile(id, id + ".png", 3, ""))
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

    private String word(int photo) {
        return batch.row(photo).orElseThrow().outcome().word();
    }
}
