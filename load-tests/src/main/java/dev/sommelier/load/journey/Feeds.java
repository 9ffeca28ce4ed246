package dev.sommelier.load.journey;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;

import dev.sommelier.load.photo.Photo;
import dev.sommelier.load.photo.Photos;
import dev.sommelier.load.request.BadInput;
import dev.sommelier.load.request.Batch;
import dev.sommelier.load.request.Predict;
import dev.sommelier.load.request.Upload;
import io.gatling.javaapi.core.ChainBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the next request sends.
record Feeds(Photos photos) {
    ChainBuilder photo() {
        return circular(Predict.PHOTO, photos.all().stream().map(Upload::of).toList());
    }

    ChainBuilder badInput() {
        return circular(Predict.BAD, BadInput.around(photos.all().getFirst()));
    }

    /// @param size photos in one batch
    ChainBuilder batch(int size) {
        List<Photo> all = photos.all();
        List<Photos> batches = IntStream.range(0, all.size())
                .mapToObj(first -> new Photos(IntStream.range(first, first + size)
                        .mapToObj(index -> all.get(index % all.size()))
                        .toList()))
                .toList();
        return circular(Batch.PHOTOS, batches);
    }

    private static ChainBuilder circular(String key, List<?> values) {
        return feed(listFeeder(values.stream()
                        .map(value -> Map.<String, Object>of(key, value))
                        .toList())
                .circular());
    }
}
