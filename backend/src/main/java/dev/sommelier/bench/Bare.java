package dev.sommelier.bench;

import dev.sommelier.image.PhotoReader;
import dev.sommelier.inference.ClassifierConfig;
import dev.sommelier.inference.DirectFloats;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// The stages without a server: what the machine can do with the photos at best.
///
/// @param config as it serves, for its device
/// @param threads at least [#threads]
record Bare(
        PhotoReader reader,
        Sessions sessions,
        ClassifierConfig config,
        boolean cpu,
        List<byte[]> photos,
        CountedThreads threads) {

    /// Threads of the stage that takes most.
    static int threads(ClassifierConfig config) {
        return config.decoders() + config.workers();
    }

    List<Stage> stages() {
        return List.of(
                stage("decode", "decode", config.decoders(), this::decoding, true),
                stage("engine", "engine", config.workers(), this::running, false),
                stage("decode + engine", "decode_and_engine", both(), this::decodingAndRunning, false));
    }

    /// On a CPU both compete for the same processors, so a thread that waits for a worker takes no time from it. A
    /// GPU works while all processors decode.
    private int both() {
        return cpu ? Math.max(config.decoders(), config.workers()) : config.decoders() + config.workers();
    }

    /// A kind of turn, made for each thread: it brings its own memory.
    private interface Kind {
        Turn turn(Rotation photos);
    }

    private Stage stage(String name, String key, int count, Kind kind, boolean timed) {
        Rotation rotation = new Rotation(photos);
        List<Turn> turns =
                IntStream.range(0, count).mapToObj(i -> kind.turn(rotation)).toList();
        return new Stage(name, key, turns, threads, rotation, timed, false, new Faults());
    }

    private Turn decoding(Rotation from) {
        FloatBuffer tensor = DirectFloats.of(reader.preprocessing().floats());
        return () -> {
            reader.read(from.next(), tensor.clear());
            return 1;
        };
    }

    private Turn running(Rotation from) {
        FloatBuffer batch = batch();
        fill(batch, from);
        return () -> run(batch);
    }

    private Turn decodingAndRunning(Rotation from) {
        FloatBuffer batch = batch();
        return () -> {
            fill(batch, from);
            return run(batch);
        };
    }

    private FloatBuffer batch() {
        return DirectFloats.of(
                Math.multiplyExact(config.maxBatch(), reader.preprocessing().floats()));
    }

    private void fill(FloatBuffer batch, Rotation from) {
        batch.clear();
        while (batch.hasRemaining()) {
            reader.read(from.next(), batch);
        }
    }

    private int run(FloatBuffer batch) throws InterruptedException {
        sessions.run(batch, config.maxBatch());
        return config.maxBatch();
    }
}
