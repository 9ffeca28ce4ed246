package dev.sommelier.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Distortion;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The wrong answers that were surest, with small pictures, for whoever shows a run later, when the photos may be
/// elsewhere: `mistakes.json`, and a JPEG for each of them whose photo can still be read.
public final class MistakeFiles {
    /// An object with `wrong`, how many there are, and `worst`, a list of objects with `file`, `true`, `predicted`,
    /// `confidence`, `true_confidence` and, where there is one, the name of its `picture`.
    public static final String LIST = "mistakes.json";

    /// Together about 200 KB.
    private static final int MOST = 24;

    /// Pixels of the longer side.
    private static final int SIDE = 160;

    private static final int QUALITY = 80;

    private MistakeFiles() {}

    /// @param photos in the answers' order
    /// @param temperature of the calibration
    /// @return content by file name
    public static Map<String, byte[]> of(
            List<LabelledPhoto> photos, Answers answers, float temperature, List<String> labels, PhotoReader reader) {
        List<Mistake> mistakes = Mistake.surestFirst(photos, Predictions.of(answers, temperature));
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<Map<String, ?>> worst = new ArrayList<>();
        for (Mistake mistake : mistakes.subList(0, Math.min(MOST, mistakes.size()))) {
            Json json = mistake.json(labels);
            String name = "mistake-%02d.jpg".formatted(worst.size() + 1);
            picture(mistake.photo(), reader).ifPresent(jpeg -> {
                files.put(name, jpeg);
                json.put("picture", name);
            });
            worst.add(json.map());
        }
        files.put(
                LIST,
                bytes(new Json()
                        .put("schema", 1)
                        .put("wrong", mistakes.size())
                        .put("worst", worst)
                        .map()));
        return files;
    }

    private static Optional<byte[]> picture(LabelledPhoto photo, PhotoReader reader) {
        try {
            return Optional.of(Distortion.jpeg(small(reader.decode(photo.bytes(), SIDE, SIDE)), QUALITY));
        } catch (IOException | Failure e) {
            return Optional.empty();
        }
    }

    private static Pixels small(Pixels photo) {
        double scale = Math.min(1, SIDE / (double) Math.max(photo.width(), photo.height()));
        return photo.resized(
                Math.max(1, (int) Math.round(scale * photo.width())),
                Math.max(1, (int) Math.round(scale * photo.height())),
                Preprocessing.Kernel.AREA);
    }

    private static byte[] bytes(Map<String, ?> json) {
        try {
            return JsonMapper.builder().build().writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers are JSON", e);
        }
    }
}
