package dev.sommelier.ui.batch;

import dev.sommelier.ui.api.Reply;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// The way of each photo of a batch: waiting, on its way, settled. One bad photo is a row, never an end.
///
/// Guarded by the UI lock; whatever comes from elsewhere is brought back under it by `page`.
final class BatchFlow {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final BatchLimits limits;
    private final BatchUpload upload;
    private final BatchIntake intake;
    private final Batch batch;
    private final Runnable backendLost;
    private final Executor page;
    private final InstantSource clock = InstantSource.system();
    private final BatchQueue queue;
    private final Pace pace = new Pace();
    private Runnable onChange = () -> {};
    private String pauseReason = "";

    /// @param backendLost told when a photo found nobody at the backend's address
    /// @param page runs a task under the UI lock, or not at all once the page is gone
    BatchFlow(
            BatchLimits limits,
            BatchUpload upload,
            BatchIntake intake,
            Batch batch,
            Runnable backendLost,
            Executor page) {
        this.limits = limits;
        this.upload = upload;
        this.intake = intake;
        this.batch = batch;
        this.backendLost = backendLost;
        this.page = page;
        this.queue = new BatchQueue(limits.inFlight(), clock);
    }

    /// @param action told after each change, often
    void onChange(Runnable action) {
        onChange = action;
    }

    /// {@return how many of them found no room in the batch}
    int add(List<ChosenFile> files) {
        int leftOut = 0;
        for (var file : files) {
            if (batch.row(file.id()).isPresent()) {
                continue;
            }
            if (batch.size() >= limits.maxPhotos()) {
                intake.release(file.id());
                leftOut++;
            } else {
                add(file);
            }
        }
        advance();
        return leftOut;
    }

    private void add(ChosenFile file) {
        Optional<String> trouble = limits.allows(file.bytes())
                ? file.trouble()
                : Optional.of(file.trouble().orElseGet(() -> limits.tooLarge(file.bytes())));
        Outcome outcome = trouble.<Outcome>map(Outcome.Refused::new).orElseGet(Outcome.Waiting::new);
        batch.add(new BatchRow(file.id(), file.name(), file.bytes(), outcome));
        if (trouble.isEmpty()) {
            queue.add(file.id());
        }
    }

    /// Stops at once; what is settled stays, and the rest can go on later.
    void cancel() {
        queue.stop();
        upload.cancelAll();
        intake.stop();
        pace.forget();
        unsettled().forEach(row -> batch.set(row.id(), new Outcome.Cancelled()));
        onChange.run();
    }

    /// Sends what was cancelled or got no answer.
    void goOn() {
        var again = batch.rows().stream()
                .filter(row -> row.outcome() instanceof Outcome.Cancelled || row.outcome() instanceof Outcome.Failed)
                .toList();
        for (var row : again) {
            batch.set(row.id(), new Outcome.Waiting());
            queue.add(row.id());
        }
        advance();
    }

    void removeAll() {
        cancel();
        batch.clear();
        intake.releaseAll();
        onChange.run();
    }

    void backendReady(boolean ready) {
        if (!ready) {
            pace.forget();
        }
        queue.setOpen(ready);
        advance();
    }

    /// {@return how long it takes still; nothing before that can be told}
    Optional<Duration> timeLeft() {
        return pace.left(unsettled().size());
    }

    /// {@return why nothing goes at the moment; empty where photos go}
    String holdUp() {
        if (!queue.isOpen()) {
            return Texts.of("batch.waiting-for-backend");
        }
        return queue.isPaused() ? Texts.of("batch.pausing", pauseReason) : "";
    }

    private List<BatchRow> unsettled() {
        return batch.rows().stream().filter(row -> !row.outcome().settled()).toList();
    }

    private void advance() {
        for (int photo : queue.next()) {
            batch.set(photo, new Outcome.Sending());
            var _ = upload.expect(photo).thenAcceptAsync(reply -> replied(photo, reply), page);
            intake.ask(photo);
        }
        onChange.run();
    }

    private void replied(int photo, Reply reply) {
        if (queue.landed(photo)) {
            batch.set(photo, outcome(photo, reply));
            advance();
        }
    }

    private Outcome outcome(int photo, Reply reply) {
        return switch (reply) {
            case Reply.Classified(var prediction) -> settled(new Outcome.Classified(prediction));
            case Reply.Refused(var detail) -> settled(new Outcome.Refused(detail));
            case Reply.Failed(var detail) -> settled(new Outcome.Failed(detail));
            case Reply.Busy(var detail, var pause) -> afterPause(photo, detail, pause);
            case Reply.Unreachable() -> onceItIsBack(photo);
        };
    }

    private Outcome settled(Outcome outcome) {
        pace.answered(clock.instant());
        return outcome;
    }

    /// The whole batch pauses: a backend that is too busy for one photo is too busy for the next.
    private Outcome afterPause(int photo, String detail, Duration asked) {
        var pause = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
        queue.again(photo);
        queue.pause(pause);
        pauseReason = detail;
        CompletableFuture.delayedExecutor(pause.toMillis() + 1, TimeUnit.MILLISECONDS, page)
                .execute(this::advance);
        return new Outcome.Waiting();
    }

    private Outcome onceItIsBack(int photo) {
        if (!queue.againAfterBreak(photo)) {
            return settled(new Outcome.Failed(Texts.of("batch.broke-off")));
        }
        queue.setOpen(false);
        pace.forget();
        backendLost.run();
        return new Outcome.Waiting();
    }
}
