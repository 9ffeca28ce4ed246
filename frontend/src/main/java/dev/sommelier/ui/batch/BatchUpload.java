package dev.sommelier.ui.batch;

import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.ElementRequestHandler;
import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.Reply;
import dev.sommelier.ui.part.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the photos that a page has asked its browser for, and passes each on to the backend.
///
/// Requests arrive on their own threads and without the UI lock. A photo that was not asked for is not read, so a page
/// never has more bytes here than its queue allows.
final class BatchUpload implements ElementRequestHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BatchUpload.class);
    private static final String PHOTO = "X-Photo";
    private static final Duration PAUSE_WITHOUT_SLOT = Duration.ofSeconds(2);

    private final BackendClient backend;
    private final SharedSlots slots;
    private final BatchLimits limits;
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private final Map<String, CompletableFuture<Reply>> replies = new ConcurrentHashMap<>();

    BatchUpload(BackendClient backend, SharedSlots slots, BatchLimits limits) {
        this.backend = backend;
        this.slots = slots;
        this.limits = limits;
    }

    /// Lets this photo in, once.
    ///
    /// @return what comes of it, on any thread
    CompletableFuture<Reply> expect(int photo) {
        String key = Integer.toString(photo);
        var reply = new CompletableFuture<Reply>();
        replies.put(key, reply);
        due.add(key);
        var _ = reply.whenComplete((_, _) -> forget(key, reply));
        return reply;
    }

    /// The browser could not send it. Says nothing new where there is a reply already.
    void notSent(int photo) {
        var reply = replies.get(Integer.toString(photo));
        if (reply != null) {
            reply.complete(new Reply.Failed(Texts.of("batch.not-sent")));
        }
    }

    void cancel(int photo) {
        var reply = replies.get(Integer.toString(photo));
        if (reply != null) {
            reply.cancel(true);
        }
    }

    void cancelAll() {
        replies.values().forEach(reply -> reply.cancel(true));
    }

    @Override
    public void handleRequest(VaadinRequest request, VaadinResponse response, VaadinSession session, Element owner)
            throws IOException {
        String photo = String.valueOf(request.getHeader(PHOTO));
        response.setStatus(receive(photo, request.getContentLengthLong(), request.getInputStream()));
    }

    /// Takes one photo in. Its fate is told to whoever expects it; the browser only learns whether it was wanted.
    ///
    /// @param declared its size if the browser says so, else -1
    /// @return the HTTP status
    int receive(String photo, long declared, InputStream body) {
        var reply = replies.get(photo);
        if (reply == null || !due.remove(photo)) {
            return 409;
        }
        if (!limits.allows(declared)) {
            reply.complete(new Reply.Refused(limits.tooLarge(declared)));
        } else if (slots.take()) {
            passOn(body, reply);
        } else {
            reply.complete(new Reply.Busy(Texts.of("batch.crowded"), PAUSE_WITHOUT_SLOT));
        }
        return 202;
    }

    /// Holds a slot until there is a reply, and gives it back whatever that is.
    private void passOn(InputStream body, CompletableFuture<Reply> reply) {
        var call = call(body);
        var _ = call.whenComplete((answer, failure) -> {
            slots.giveBack();
            settle(reply, answer, failure);
        });
        var _ = reply.whenComplete((_, _) -> call.cancel(true));
    }

    /// Throws nothing, so that a slot has one way back: what goes wrong here is a call that failed. That holds for
    /// errors too: memory may run out over one photo and be there for the next.
    private CompletableFuture<Reply> call(InputStream body) {
        try {
            var inTime = new TimeLimitedInput(body, limits.uploadTimeout());
            return replyTo(inTime.readNBytes((int) limits.maxBytes() + 1));
        } catch (IOException | RuntimeException | Error failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private static void settle(CompletableFuture<Reply> reply, @Nullable Reply answer, @Nullable Throwable failure) {
        // Otherwise the photo was taken back, and that is what ended the call.
        if (!reply.isDone()) {
            reply.complete(answer == null ? failed(failure) : answer);
        }
    }

    private static Reply failed(@Nullable Throwable failure) {
        if (failure instanceof IOException) {
            return new Reply.Failed(Texts.of("batch.incomplete"));
        }
        LOG.error("A photo could not be passed on", failure);
        return new Reply.Failed(Texts.of("batch.our-fault"));
    }

    private CompletableFuture<Reply> replyTo(byte[] photo) {
        return limits.allows(photo.length)
                ? backend.predict(photo)
                : CompletableFuture.completedFuture(new Reply.Refused(limits.tooLarge(photo.length)));
    }

    private void forget(String photo, CompletableFuture<Reply> reply) {
        due.remove(photo);
        replies.remove(photo, reply);
    }
}
