package dev.sommelier.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.stream.DoubleStream;

/// Gives the timers buckets from which dashboards read percentiles; buckets of several replicas can be added up, which
/// percentiles cannot.
final class Histograms implements MeterFilter {

    /// Upper bounds, seconds: from a cheap refusal to the longest wait that anybody accepts.
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(
                    DoubleStream.of(SECONDS).map(seconds -> seconds * 1e9).toArray())
            .build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        boolean wanted =
                id.getName().startsWith("sommelier.") || id.getName().equals("vertx.http.server.response.time");
        return wanted && id.getType() == Meter.Type.TIMER ? BUCKETS.merge(config) : config;
    }
}
