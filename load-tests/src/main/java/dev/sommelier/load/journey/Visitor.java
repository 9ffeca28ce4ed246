package dev.sommelier.load.journey;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.repeat;

import dev.sommelier.load.photo.Drink;
import dev.sommelier.load.photo.Photo;
import dev.sommelier.load.request.Health;
import dev.sommelier.load.request.Predict;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Someone who looks whether the service is up, classifies some photos, and twice picks a file that is none.
public final class Visitor {
    /// Both formats, with sizes from a thumbnail to a phone's full frame, so that decoding is scaled and not.
    private static final List<Photo> PHOTOS = List.of(
            Photo.jpeg(Drink.BEER, 320, 240),
            Photo.png(Drink.WHISKEY, 480, 640),
            Photo.jpeg(Drink.WINE, 1024, 768),
            Photo.jpeg(Drink.BEER, 3000, 4000));

    private Visitor() {}

    public static ScenarioBuilder scenario() {
        return CoreDsl.scenario("visitor").exec(Health.ready(), classify(), pickWrongFiles());
    }

    private static ChainBuilder classify() {
        var photos = PHOTOS.stream()
                .map(photo -> Map.<String, Object>of(Predict.PHOTO, photo))
                .toList();
        return repeat(photos.size()).on(feed(listFeeder(photos).circular()).exec(Predict.photo()));
    }

    private static ChainBuilder pickWrongFiles() {
        var cutOff = Photo.jpeg(Drink.WINE, 640, 480).cutOff();
        var text = new Photo("notes.jpg", "image/jpeg", "Two of red, one of white".getBytes(StandardCharsets.UTF_8));
        return exec(Predict.unreadable("a photo cut off", cutOff), Predict.unreadable("a text", text));
    }
}
