package dev.sommelier.load.journey;

/// What arrivals send. The rest sends a good photo.
///
/// @param bad part that sends something else by mistake, 0 to 1
/// @param health part that looks whether the service is up
public record Mix(double bad, double health) {
    public Mix {
        if (!(bad >= 0 && health >= 0 && bad + health < 1)) {
            throw new IllegalArgumentException(
                    "load: need bad-share and health-share of 0 or more, and less than 1 together, got %s and %s"
                            .formatted(bad, health));
        }
    }
}
