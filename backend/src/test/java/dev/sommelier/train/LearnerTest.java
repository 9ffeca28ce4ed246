package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.inference.EngineConfig;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.Session;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Parameter;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What libtorch really does to the parameters.
class LearnerTest {
    private static final Graph GRAPH = RandomModel.graph();
    private static final Weights START = RandomModel.weights(1);
    private static final int SIDE = 64;

    @TempDir
    Path cache = Path.of("");

    @Test
    void trainsBatchNormFromTheFirstStep() throws IOException {
        try (Learner learner = learner(Recipes.plain(1e-3, 1), 10)) {
            learner.step(batch(8));
            Weights learnt = learner.weights();
            for (Parameter parameter : GRAPH.parameters()) {
                assertThat(moved(learnt, parameter)).as(parameter.name()).isTrue();
                if (parameter.kind() == Parameter.Kind.COUNTER) {
                    assertThat(learnt.get(parameter.name()).values()).containsExactly(1);
                }
            }
        }
    }

    @Test
    void goesOnTrainingBatchNormAfterAnEvaluation() throws IOException {
        try (Learner learner = learner(Recipes.plain(1e-3, 1), 10)) {
            learner.step(batch(8));
            learner.logits(batch(2));
            Weights between = learner.weights();
            learner.logits(batch(2));
            Weights after = learner.weights();
            assertThat(between.names()).allMatch(name -> same(after, between, name));
            learner.step(batch(8));
            assertThat(learner.weights().get("bn1.num_batches_tracked").values())
                    .containsExactly(2);
        }
    }

    @Test
    void leavesPretrainedLayersAsTheyWereAtFactorZeroWhileFreshOnesMove() throws IOException {
        Set<String> fresh = Set.of("fc.weight", "fc.bias");
        TrainConfig config = config(Recipes.plain(1e-2, 0));
        try (Learner learner = new Learner(GRAPH, START, fresh, config, 10)) {
            for (int i = 0; i < 3; i++) {
                learner.step(batch(8));
            }
            Weights learnt = learner.weights();
            for (Parameter parameter : GRAPH.parameters()) {
                if (parameter.kind() == Parameter.Kind.LEARNED) {
                    assertThat(moved(learnt, parameter))
                            .as(parameter.name())
                            .isEqualTo(fresh.contains(parameter.name()));
                }
            }
        }
    }

    @Test
    void learnsEightPhotosByHeart() throws IOException {
        int steps = 40;
        Batch batch = batch(8);
        try (Learner learner = learner(Recipes.plain(1e-3, 1), steps)) {
            float first = learner.step(batch);
            float last = first;
            for (int i = 1; i < steps; i++) {
                last = learner.step(batch);
            }
            assertThat(first).isGreaterThan(0.5f);
            assertThat(last).isLessThan(0.02f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "pytorch"})
    void givesWeightsThatServeAsTheyLearnt(String engine) throws IOException {
        Batch batch = batch(8);
        Weights learnt;
        float[] expected;
        try (Learner learner = learner(Recipes.plain(1e-3, 1), 10)) {
            for (int i = 0; i < 3; i++) {
                learner.step(batch);
            }
            learnt = learner.weights();
            expected = learner.logits(batch);
        }
        Bundle bundle = new Bundle(cache, RandomModel.card(1, SIDE), "learnt", GRAPH, learnt.fitting(GRAPH));
        try (Network network = new Engines(new EngineConfig(engine, "cpu", 1, cache)).load(bundle);
                Session session = network.open()) {
            assertThat(session.run(batch.images(), batch.count()).logits()).containsExactly(expected, within(1e-3f));
        }
    }

    @Test
    void givesTheSameNumbersForTheSameStart() throws IOException {
        assertThat(losses()).isEqualTo(losses());
    }

    private static List<Float> losses() throws IOException {
        try (Learner learner = learner(Recipes.quick(1e-3), 3)) {
            List<Float> losses = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                losses.add(learner.step(batch(8)));
            }
            return losses;
        }
    }

    private static Learner learner(TrainConfig.Recipe recipe, int steps) throws IOException {
        return new Learner(GRAPH, START, START.names(), config(recipe), steps);
    }

    private static TrainConfig config(TrainConfig.Recipe recipe) {
        return Recipes.config(Path.of("photos"), Path.of("models"), Optional.empty(), recipe);
    }

    private static Batch batch(int count) {
        SplittableRandom random = new SplittableRandom(5);
        FloatBuffer images = BatchFeed.direct(count * 3 * SIDE * SIDE);
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % RandomModel.LABELS.size();
            for (int j = 0; j < 3 * SIDE * SIDE; j++) {
                images.put((float) random.nextGaussian());
            }
        }
        return new Batch(images.flip(), labels, SIDE);
    }

    private static boolean moved(Weights learnt, Parameter parameter) {
        return !same(learnt, START, parameter.name());
    }

    /// AssertJ compares millions of numbers too slowly.
    private static boolean same(Weights one, Weights other, String name) {
        return Arrays.equals(one.get(name).values(), other.get(name).values());
    }
}
