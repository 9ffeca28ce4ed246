package dev.sommelier.ui.classify;

import dev.sommelier.ui.api.Prediction;
import dev.sommelier.ui.api.Reply;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Sureness;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// The way of each photo of a page: chosen, waiting, on its way, answered.
///
/// Guarded by the UI lock; whatever comes from elsewhere is brought back under it by the page.
final class PhotoFlow {
    /// A longer pause is not sat out: a person is told and decides.
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final PhotoLimits limits;
    private final PhotoUpload upload;
    private final PhotoIntake intake;
    private final PhotoTray tray;
    private final Runnable backendLost;
    private final AnswerTools tools;
    private final Executor page;
    private final PhotoQueue queue;

    /// @param backendLost told when a photo found nobody at the backend's address
    /// @param tools whose page runs a task under the UI lock, or not at all once the page is gone
    PhotoFlow(
            PhotoLimits limits,
            PhotoUpload upload,
            PhotoIntake intake,
            PhotoTray tray,
            Runnable backendLost,
            AnswerTools tools) {
        this.limits = limits;
        this.upload = upload;
        this.intake = intake;
        this.tray = tray;
        this.backendLost = backendLost;
        this.tools = tools;
        this.page = tools.page();
        this.queue = new PhotoQueue(limits.inFlightPerPage(), InstantSource.system());
    }

    /// {@return how many of them found no room on the page}
    int add(List<ChosenPhoto> chosen) {
        var photos = fresh(chosen);
        int room = Math.min(photos.size(), limits.maxPhotos() - tray.photos().size());
        for (int i = 0; i < room; i++) {
            add(photos.get(i), i);
        }
        photos.stream().skip(room).forEach(photo -> intake.release(photo.id()));
        advance();
        return photos.size() - room;
    }

    /// Leaves out what is on the page: a second card under the same number would escape both the limit and
    /// removal.
    private List<ChosenPhoto> fresh(List<ChosenPhoto> chosen) {
        var known = new HashSet<>(tray.photos());
        return chosen.stream().filter(photo -> known.add(photo.id())).toList();
    }

    void remove(List<Integer> photos) {
        for (int photo : photos) {
            upload.cancel(photo);
            queue.forget(photo);
            tray.remove(photo);
            intake.release(photo);
        }
        advance();
    }

    void backendReady(boolean ready) {
        queue.setOpen(ready);
        advance();
    }

    private void add(ChosenPhoto photo, int position) {
        int id = photo.id();
        var card = new PhotoCard(photo);
        card.onRemove(() -> remove(List.of(id)));
        card.onRetry(() -> retry(id, card));
        tray.add(id, card, position);
        if (limits.allows(photo.bytes())) {
            queue.add(id);
        } else {
            refuse(card, limits.tooLarge(photo.bytes()));
        }
    }

    private void retry(int photo, PhotoCard card) {
        card.waiting(Texts.of("classify.waiting"));
        queue.forget(photo);
        queue.add(photo);
        advance();
    }

    private void advance() {
        for (int photo : queue.next()) {
            tray.card(photo).ifPresent(PhotoCard::looking);
            var _ = upload.expect(photo).thenAcceptAsync(reply -> replied(photo, reply), page);
            intake.ask(photo);
        }
    }

    private void replied(int photo, Reply reply) {
        queue.landed(photo);
        tray.card(photo).ifPresent(card -> show(photo, card, reply));
        advance();
    }

    private void show(int photo, PhotoCard card, Reply reply) {
        switch (reply) {
            case Reply.Classified(var prediction) -> classify(card, prediction);
            case Reply.Refused(var detail) -> refuse(card, detail);
            case Reply.Failed(var detail) -> card.failed(detail);
            case Reply.Busy(var detail, var pause) -> sendAgainAfter(pause, photo, card, detail);
            case Reply.Unreachable() -> keep(photo, card);
        }
    }

    private void classify(PhotoCard card, Prediction prediction) {
        card.classified(prediction, tools);
        tools.history().add(card.name(), prediction);
        String said = Texts.of(
                "classify.said",
                card.name(),
                prediction.label(),
                new Percent(prediction.confidence()),
                Sureness.of(prediction.confidence()).words());
        tray.announce(prediction.familiar() ? said : said + " " + Texts.of("classify.unfamiliar"));
    }

    private void refuse(PhotoCard card, String detail) {
        card.refused(detail);
        tray.announce(Texts.of("classify.said-refused", card.name(), detail));
    }

    /// The whole page pauses: a backend that is too busy for one photo is too busy for the next.
    private void sendAgainAfter(Duration pause, int photo, PhotoCard card, String detail) {
        if (pause.compareTo(LONGEST_PAUSE) > 0 || !queue.again(photo)) {
            card.failed(detail);
            return;
        }
        card.waiting(Texts.of("classify.again", detail, Math.max(1, pause.toSeconds())));
        queue.pause(pause);
        CompletableFuture.delayedExecutor(pause.toMillis() + 1, TimeUnit.MILLISECONDS, page)
                .execute(this::advance);
    }

    private void keep(int photo, PhotoCard card) {
        if (!queue.again(photo)) {
            card.failed(Texts.of("classify.broke-off"));
            return;
        }
        card.waiting(Texts.of("classify.waiting-for-backend"));
        queue.setOpen(false);
        backendLost.run();
    }
}
