package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.Versions;
import java.io.File;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Why a version cannot be served, in words for whoever may ask for it over HTTP: names of files, and no folders
/// of this machine.
final class Refused {
    private Refused() {}

    static Failure.ModelRefused of(int version, Versions versions, Throwable cause) {
        return new Failure.ModelRefused("Version %d: %s".formatted(version, reason(versions, cause)));
    }

    static String reason(Versions versions, Throwable cause) {
        return reason(versions.folder(), cause);
    }

    /// @param folder above which nothing is named
    static String reason(Path folder, Throwable cause) {
        return switch (cause) {
            case Failure.BadBundle bad -> String.valueOf(bad.getMessage()).replace(folder + File.separator, "");
            case Failure other when !names(other.getMessage()) -> String.valueOf(other.getMessage());
            default -> "The engine cannot load or run it here. The log says more.";
        };
    }

    /// An engine's own message may name its files, wherever they are.
    private static boolean names(@Nullable String message) {
        return message == null || message.contains("/") || message.contains(File.separator);
    }
}
