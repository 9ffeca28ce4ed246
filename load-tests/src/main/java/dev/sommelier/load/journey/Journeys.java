package dev.sommelier.load.journey;

import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.stopLoadGeneratorIf;

import dev.sommelier.load.photo.Photos;
import dev.sommelier.load.request.Batch;
import dev.sommelier.load.request.Health;
import dev.sommelier.load.request.Predict;
import dev.sommelier.load.result.Recording;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Who comes.
public final class Journeys {
    private static final int PHOTOS_OF_A_PERSON = 3;
    private static final int BATCH = 4;
    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);

    private final Mix mix;
    private final Feeds feeds;
    private final Predict predict;
    private final Batch batch;
    private final Health health;

    public Journeys(Photos photos, Mix mix, Recording recording) {
        this.mix = mix;
        feeds = new Feeds(photos);
        predict = new Predict(recording);
        batch = new Batch(recording);
        health = new Health(recording);
    }

    /// Somebody new with one request.
    ///
    /// @param over whether nobody has to come any more
    public ScenarioBuilder arrivals(BooleanSupplier over) {
        return scenario("arrivals")
                .exec(one())
                .exec(stopLoadGeneratorIf("what was to be found is found", session -> over.getAsBoolean()));
    }

    /// A person at the page: looks at each answer before the next photo, and takes a wrong file now and then.
    ///
    /// @param think in the mean; from half to one and a half of it
    public ScenarioBuilder person(Duration think) {
        return scenario("people")
                .exec(health.up())
                .exec(repeat(PHOTOS_OF_A_PERSON)
                        .on(exec(photoOrMistake()).pause(think.dividedBy(2), think.plus(think.dividedBy(2)))));
    }

    /// A program that sends one photo after the other.
    public ScenarioBuilder client(Duration length) {
        return scenario("clients").exec(during(length).on(photoOrMistake()));
    }

    /// A program that sends four photos at a time, with a second in between.
    public ScenarioBuilder batches(Duration length) {
        return scenario("batches")
                .exec(during(length)
                        .on(feeds.batch(BATCH).exec(batch.photos(BATCH)).pause(BETWEEN_BATCHES)));
    }

    private ChainBuilder one() {
        return mix.health() == 0
                ? photoOrMistake()
                : randomSwitch()
                        .on(
                                percent(100 * mix.health()).then(health.up()),
                                percent(100 * (1 - mix.health())).then(photoOrMistake()));
    }

    private ChainBuilder photoOrMistake() {
        ChainBuilder photo = feeds.photo().exec(predict.photo());
        double bad = mix.bad() / (1 - mix.health());
        return bad == 0
                ? photo
                : randomSwitch()
                        .on(
                                percent(100 * bad).then(feeds.badInput().exec(predict.badInput())),
                                percent(100 * (1 - bad)).then(photo));
    }
}
