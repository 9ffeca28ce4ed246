package dev.sommelier.bench;

/// What one window showed of one stage.
///
/// @param photos that were done right
/// @param cpuMillis of a processor for each photo, without the load generator; NaN if no photo was done
/// @param loadMillis of a processor that the load generator took for each photo
public record Sample(long photos, double photosPerSecond, double cpuMillis, double loadMillis, Latency latency) {}
