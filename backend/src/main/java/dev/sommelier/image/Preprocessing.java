package dev.sommelier.image;

import java.util.List;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;

/// How a picture becomes network input; a part of the model, stated in full in `model.json`.
///
/// @param width network input width, pixels, 16 to 1024
/// @param height network input height, pixels, 16 to 1024
/// @param resize what happens to a picture of another shape
/// @param kernel resampling filter
/// @param mean subtracted from each channel (red, green, blue) after scaling to 0…1
/// @param std divides each channel after that; positive
/// @see <a href="https://docs.pytorch.org/vision/stable/models.html">source of ImageNet's mean and std</a>
public record Preprocessing(int width, int height, Resize resize, Kernel kernel, List<Float> mean, List<Float> std) {

    /// The shape rule.
    public enum Resize {
        /// The whole picture, its sides scaled apart.
        STRETCH,
        /// The largest centred part with the input's shape.
        CENTER_CROP;

        /// As it stands in `model.json`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The resampling filter.
    public enum Kernel {
        /// Mean of the source pixels under each target pixel; bilinear when enlarging.
        AREA,
        /// Four nearest source pixels, no antialiasing.
        BILINEAR;

        /// As it stands in `model.json`.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (width < 16 || width > 1024 || height < 16 || height > 1024) {
            throw new IllegalArgumentException(
                    "preprocessing: width and height must be 16 to 1024, got %d × %d".formatted(width, height));
        }
        if (mean.size() != 3 || std.size() != 3 || !mean.stream().allMatch(Float::isFinite)) {
            throw new IllegalArgumentException("preprocessing: mean and std need three finite numbers each");
        }
        if (!std.stream().allMatch(s -> Float.isFinite(s) && s > 0)) {
            throw new IllegalArgumentException("preprocessing: std must be positive, got " + std);
        }
    }

    /// The whole picture at 224 × 224 with ImageNet's mean and deviation.
    public static Preprocessing imagenet() {
        return new Preprocessing(
                224,
                224,
                Resize.STRETCH,
                Kernel.AREA,
                List.of(0.485f, 0.456f, 0.406f),
                List.of(0.229f, 0.224f, 0.225f));
    }

    /// The same for another input size.
    public Preprocessing withSize(int width, int height) {
        return new Preprocessing(width, height, resize, kernel, mean, std);
    }

    /// Floats in one input tensor, `3 · height · width`.
    public int floats() {
        return 3 * height * width;
    }

    /// Short hash over every part: two answers with the same fingerprint were preprocessed alike.
    public String fingerprint() {
        String all = String.format(Locale.ROOT, "1|%d|%d|%s|%s|%s|%s", width, height, resize, kernel, mean, std);
        return DigestUtils.sha256Hex(all).substring(0, 12);
    }
}
