package dev.sommelier.evaluate;

import dev.sommelier.image.Distortion;
import dev.sommelier.image.Pixels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// Ways in which photos get worse, in five strengths each. They work on the fitted network input, before
/// normalisation.
///
/// @see <a href="https://arxiv.org/abs/1903.12261">Hendrycks and Dietterich, Benchmarking Neural Network
///     Robustness to Common Corruptions and Perturbations</a>
public enum Corruption {
    DARKER("× %s", 0.7, 0.5, 0.35, 0.2, 0.1) {
        @Override
        Pixels change(Pixels picture, double amount, long seed) {
            return Distortion.brightness(picture, amount);
        }
    },
    BRIGHTER("× %s", 1.3, 1.6, 2, 2.5, 3) {
        @Override
        Pixels change(Pixels picture, double amount, long seed) {
            return Distortion.brightness(picture, amount);
        }
    },
    CONTRAST("× %s", 0.7, 0.5, 0.35, 0.2, 0.1) {
        @Override
        Pixels change(Pixels picture, double amount, long seed) {
            return Distortion.contrast(picture, amount);
        }
    },
    NOISE("σ %s", 8, 16, 32, 48, 64) {
        @Override
        Pixels change(Pixels picture, double amount, long seed) {
            return Distortion.noise(picture, amount, seed);
        }
    },
    BLUR("σ %s px", 0.75, 1.5, 2.5, 4, 6) {
        @Override
        Pixels change(Pixels picture, double amount, long seed) {
            return Distortion.blur(picture, amount);
        }
    },
    JPEG("quality %s", 50, 30, 20, 10, 5) {
        @Override
        Pixels change(Pixels picture, double amount, long seed) {
            return Distortion.compression(picture, (int) amount);
        }
    },
    /// Half of the photos to the left, half to the right.
    ROTATION("%s°", 5, 10, 20, 30, 45) {
        @Override
        Pixels change(Pixels picture, double amount, long seed) {
            return Distortion.rotation(picture, seed % 2 == 0 ? amount : -amount);
        }
    };

    /// How many strengths there are, from 1 on; 0 leaves a picture as it is.
    public static final int STRENGTHS = 5;

    private final String unit;

    /// An unmodifiable list.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Double> amounts;

    Corruption(String unit, double... amounts) {
        this.unit = unit;
        this.amounts = DoubleStream.of(amounts).boxed().toList();
    }

    abstract Pixels change(Pixels picture, double amount, long seed);

    /// @param strength 0 to [#STRENGTHS]
    public Pixels apply(Pixels picture, int strength) {
        if (strength == 0) {
            return picture;
        }
        // Chance hangs on the picture alone, so that neither order nor number of threads changes a figure.
        return change(picture, amounts.get(strength - 1), Arrays.hashCode(picture.rgb()));
    }

    /// In words, for example `σ 8`, by strength from 1 on.
    public List<String> amounts() {
        return amounts.stream()
                .map(amount -> amount == Math.rint(amount) ? Long.toString(amount.longValue()) : amount.toString())
                .map(unit::formatted)
                .toList();
    }

    @Override
    public String toString() {
        return this == JPEG ? "JPEG" : name().toLowerCase(Locale.ROOT);
    }
}
