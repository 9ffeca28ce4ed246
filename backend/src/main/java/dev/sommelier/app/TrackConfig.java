package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.track.MlflowConfig;
import dev.sommelier.track.Tracking;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where runs are kept, and how.
///
/// @param folder that holds a folder for each run
/// @param systemInterval pause between two looks at the machine, 1 s to 1 h; 0 for none
/// @param mlflow server that gets a copy
record TrackConfig(Path folder, Duration systemInterval, Optional<MlflowConfig> mlflow) {
    private static final Duration LONGEST = Duration.ofHours(1);

    TrackConfig {
        boolean within = systemInterval.compareTo(Duration.ofSeconds(1)) >= 0 && systemInterval.compareTo(LONGEST) <= 0;
        if (!within && !systemInterval.isZero()) {
            throw new Failure.BadConfig(
                    "track.system-interval: need 1 s to 1 h, or 0 for never, got %s".formatted(systemInterval));
        }
    }

    /// @param environment for the variables by which MLflow's own clients are let in
    static TrackConfig of(Settings settings, Map<String, String> environment) {
        return new TrackConfig(
                settings.path("track.folder"),
                settings.duration("track.system-interval"),
                mlflow(settings, environment));
    }

    private static Optional<MlflowConfig> mlflow(Settings settings, Map<String, String> environment) {
        String uri = settings.text("track.mlflow.uri");
        String experiment = settings.text("track.mlflow.experiment");
        Optional<String> token = given(settings.text("track.mlflow.token"));
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        boolean own = token.isPresent();
        return Optional.of(new MlflowConfig(
                uri,
                experiment,
                token.or(() -> given(environment.get("MLFLOW_TRACKING_TOKEN"))),
                own ? Optional.empty() : given(environment.get("MLFLOW_TRACKING_USERNAME")),
                own ? Optional.empty() : given(environment.get("MLFLOW_TRACKING_PASSWORD")),
                "true".equals(environment.get("MLFLOW_TRACKING_INSECURE_TLS"))));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank());
    }

    /// @param warn hears in a sentence what could not be kept
    Tracking tracking(Consumer<String> warn) {
        return new Tracking(folder, systemInterval, warn);
    }
}
