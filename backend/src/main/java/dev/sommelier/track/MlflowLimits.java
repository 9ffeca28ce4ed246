package dev.sommelier.track;

import java.time.Duration;

/// What an MLflow server may cost a run.
///
/// @param queue steps, epochs and files that may wait to be sent
/// @param call longest wait for one answer
/// @param end longest wait, when the run is over, for what was not sent yet
/// @param fileBytes a larger file stays on disk alone
record MlflowLimits(int queue, Duration call, Duration end, int fileBytes) {
    static final MlflowLimits USUAL = new MlflowLimits(10_000, Duration.ofSeconds(20), Duration.ofSeconds(10), 8 << 20);
}
