package dev.sommelier.predict;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The answer to a batch on its way out: in the order of the photos, whichever is done first, and no faster than
/// the client reads. Lives on the request's event loop.
final class BatchAnswer {

    private static final long NO_TIMER = -1;

    private final HttpServerResponse response;
    private final BatchFormat format;
    private final String requestId;
    private final int photos;
    private final @Nullable Buffer[] ready;
    private int written;
    private int refused;
    private boolean silent;
    private long blanks = NO_TIMER;

    /// @param ahead answers that are held back at most
    BatchAnswer(HttpServerResponse response, BatchFormat format, String requestId, int photos, int ahead) {
        this.response = response;
        this.format = format;
        this.requestId = requestId;
        this.photos = photos;
        this.ready = new Buffer[ahead];
    }

    /// @param silence a blank is sent when nothing was for so long; JSON allows it between its parts
    /// @param moved told when answers went out
    void begin(Vertx vertx, Duration silence, Runnable moved) {
        response.putHeader("Content-Type", format.contentType()).setChunked(true);
        response.drainHandler(drained -> {
            flush();
            moved.run();
        });
        blanks = vertx.setPeriodic(Math.max(1, silence.toMillis()), tick -> breakSilence());
    }

    /// Once the request is over, however it ended.
    void stop(Vertx vertx) {
        vertx.cancelTimer(blanks);
    }

    /// Whether the answer of this index can be kept until those before it are out.
    boolean hasRoom(int index) {
        return index - written < ready.length;
    }

    /// @param item what is said of the photo of this index, as JSON
    /// @param refused photos so far that are refused
    void put(int index, Buffer item, int refused) {
        ready[index % ready.length] = item;
        this.refused = refused;
        flush();
    }

    private void flush() {
        while (!isDone() && !response.closed() && !response.writeQueueFull()) {
            Buffer item = ready[written % ready.length];
            if (item == null) {
                return;
            }
            ready[written % ready.length] = null;
            write(item);
        }
    }

    private void write(Buffer item) {
        Buffer text = Buffer.buffer(format.before(written)).appendBuffer(item).appendString(format.after());
        silent = false;
        if (++written < photos) {
            response.write(text);
        } else {
            response.end(text.appendString(format.end(photos, refused, requestId)));
        }
    }

    private boolean isDone() {
        return written == photos;
    }

    private void breakSilence() {
        if (silent && !isDone() && !response.closed() && !response.writeQueueFull()) {
            response.write(" ");
        }
        silent = true;
    }
}
