package dev.sommelier.app;

import dev.sommelier.bench.Photos;
import dev.sommelier.bench.Plan;
import dev.sommelier.bench.Results;
import dev.sommelier.inference.ClassifierConfig;
import dev.sommelier.inference.Network;
import dev.sommelier.model.Bundle;

/// Results, and what they are of.
record BenchReport(About about, Results figures) {

    /// What was measured.
    ///
    /// @param engine of the network, with its precision and device
    /// @param classifier with as many workers as the device got
    /// @param engineThreads of one forward pass
    record About(
            Plan plan, Bundle bundle, Engine engine, ClassifierConfig classifier, int engineThreads, Photos photos) {

        About(Plan plan, Bundle bundle, Network network, ServiceConfig config, Photos photos) {
            this(
                    plan,
                    bundle,
                    new Engine(network.engine(), network.precision(), network.device()),
                    config.classifier().on(network.device()),
                    config.classifier().layout().threads(),
                    photos);
        }
    }

    record Engine(String name, String precision, String device) {}
}
