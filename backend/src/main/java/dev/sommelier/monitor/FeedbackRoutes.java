package dev.sommelier.monitor;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Routes;
import dev.sommelier.http.Upload;
import dev.sommelier.http.Uploads;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `POST /feedback`: whether an answer was right, and `GET /feedback/summary`.
public final class FeedbackRoutes implements Routes {
    /// Far more than a request id and a label take.
    private static final int MOST_BYTES = 8192;

    private static final String JSON = "application/json";

    private final FeedbackLog log;

    public FeedbackRoutes(FeedbackLog log) {
        this.log = log;
    }

    @Override
    public void addTo(Operations operations) {
        Uploads uploads = operations.uploads();
        operations.answerUnchecked("feedback", rc -> take(rc, uploads));
        operations.answer("feedbackSummary", rc -> answer(rc, here(rc, log.counts()), FeedbackRoutes::summary));
    }

    private void take(RoutingContext rc, Uploads uploads) {
        requireJson(rc.request().getHeader("Content-Type"));
        Future<Feedback> taken = uploads.body(rc).map(FeedbackRoutes::read).compose(said -> here(rc, log.take(said)));
        answer(rc, taken, FeedbackRoutes::json);
    }

    private static void requireJson(@Nullable String type) {
        if (type == null
                || !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
            throw new Failure.UnsupportedFormat("Feedback in another form", List.of(JSON));
        }
    }

    private static FeedbackRequest read(Upload body) {
        try (body) {
            if (body.bytes().length > MOST_BYTES) {
                throw Failure.TooLarge.bytes(MOST_BYTES);
            }
            return FeedbackRequest.parse(body.bytes());
        }
    }

    /// Whoever follows runs on the event loop of the request.
    private static <T> Future<T> here(RoutingContext rc, CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, rc.vertx().getOrCreateContext())
                .recover(FeedbackRoutes::unwrapped);
    }

    private static <T> Future<T> unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return Future.failedFuture(failure instanceof CompletionException && cause != null ? cause : failure);
    }

    private static <T> void answer(RoutingContext rc, Future<T> result, Function<T, JsonObject> write) {
        result.onSuccess(value -> {
                    if (!rc.response().closed()) {
                        JsonAnswer.send(rc, write.apply(value));
                    }
                })
                .onFailure(rc::fail);
    }

    private static JsonObject json(Feedback feedback) {
        GivenAnswer answer = feedback.answer();
        return new JsonObject()
                .put("request_id", answer.requestId())
                .put("predicted_class", answer.label())
                .put("label", feedback.label())
                .put("correct", feedback.right())
                .put(
                        "model",
                        new JsonObject()
                                .put("name", answer.model().name())
                                .put("version", answer.model().version()));
    }

    private static JsonObject summary(List<FeedbackTable.Count> counts) {
        JsonArray all = new JsonArray();
        long right = 0;
        long wrong = 0;
        for (FeedbackTable.Count each : counts) {
            boolean correct = each.predicted().equals(each.said());
            right += correct ? each.count() : 0;
            wrong += correct ? 0 : each.count();
            all.add(new JsonObject()
                    .put("model", each.model())
                    .put("version", each.version())
                    .put("predicted_class", each.predicted())
                    .put("label", each.said())
                    .put("count", each.count()));
        }
        return new JsonObject().put("right", right).put("wrong", wrong).put("counts", all);
    }
}
