package dev.sommelier.evaluate;

import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.Session;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Pictures of what a model is hardly trained on: drawn, not photographed, and the same on every machine. They
/// need no download and show whether a score of familiarity works at all; photos of other things are harder to
/// tell.
public final class OtherThings {
    private static final int EACH = 10;

    private static final List<Function<Dice, Drawing>> MOTIFS = List.of(
            Scenes::landscape,
            Scenes::sea,
            Scenes::city,
            Scenes::face,
            Scenes::flowers,
            Scenes::car,
            Patterns::gradient,
            Patterns::waves,
            Patterns::checkers,
            Patterns::noise,
            Patterns::clouds,
            Patterns::bricks,
            Patterns::shapes,
            Patterns::scribble,
            Papers::text,
            Papers::bars,
            Papers::curves,
            Papers::pie,
            Papers::screen,
            Papers::map);

    private OtherThings() {}

    /// 200 pictures, 10 of each motif. Takes about a second of a processor.
    public static List<Pixels> drawn() {
        return IntStream.range(0, EACH * MOTIFS.size())
                .parallel()
                .mapToObj(OtherThings::drawn)
                .toList();
    }

    static Pixels drawn(int number) {
        return MOTIFS.get(number % MOTIFS.size()).apply(new Dice(number)).pixels();
    }

    /// One embedding `(D)` for each of the 200 pictures.
    public static List<float[]> embeddings(Session session, Preprocessing preprocessing) {
        FloatBuffer slot = ByteBuffer.allocateDirect(4 * preprocessing.floats())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        List<float[]> embeddings = new ArrayList<>();
        for (Pixels picture : drawn()) {
            picture.fitted(preprocessing).toTensor(preprocessing, slot.clear());
            embeddings.add(session.run(slot, 1).embedding(0));
        }
        return embeddings;
    }
}
