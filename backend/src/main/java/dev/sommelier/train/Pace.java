package dev.sommelier.train;

import dev.sommelier.network.Graph;
import dev.sommelier.network.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How fast a parameter learns.
///
/// @param rate peak learning rate; 0 leaves the parameter as it is
/// @param decay weight decay, as a part of the rate
record Pace(double rate, double decay) {
    static final Pace STILL = new Pace(0, 0);

    /// The stages of a residual network, from the image on.
    private static final List<String> STAGES = List.of("conv1", "bn1", "layer1", "layer2", "layer3", "layer4", "fc");

    /// conv1 and bn1 are one stage to people.
    private static final int STEM = 2;

    /// The pace of every parameter that learns at all, by name: fresh ones at the full rate, others slower the
    /// closer they are to the image, where features are general. Biases and batch norm do not decay.
    ///
    /// @param fresh names of parameters that nobody trained yet
    /// @see <a href="https://arxiv.org/abs/1801.06146">Howard and Ruder, section 3.2: discriminative
    ///     fine-tuning</a>
    static Map<String, Pace> of(Graph graph, Set<String> fresh, Recipe.Rates rates) {
        Map<String, Pace> paces = new HashMap<>();
        for (Parameter parameter : graph.parameters()) {
            boolean isFresh = fresh.contains(parameter.name());
            double factor = isFresh ? 1 : rates.pretrainedFactor() * Math.pow(rates.layerDecay(), depth(parameter));
            boolean still = !isFresh && frozen(parameter.name(), rates.frozenStages());
            if (parameter.kind() == Parameter.Kind.LEARNED && factor > 0 && !still) {
                double decay = parameter.shape().size() > 1 ? rates.weightDecay() : 0;
                paces.put(parameter.name(), new Pace(rates.peak() * factor, decay));
            }
        }
        return paces;
    }

    /// Stages between a parameter and the last layer but one.
    private static int depth(Parameter parameter) {
        return Math.max(0, STAGES.size() - 2 - Math.max(STEM - 1, stage(parameter.name())));
    }

    /// Whether a parameter lies in the first stages, of which the stem is one.
    static boolean frozen(String name, int stages) {
        return stages > 0 && stage(name) < stages - 1 + STEM;
    }

    private static int stage(String name) {
        return STAGES.indexOf(name.split("\\.", 2)[0]);
    }
}
