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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
        try (Learner learner = learner(Recipes.plain(1e-3, 1))) {
            learner.step(batch(8), 1, 1);
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
        try (Learner learner = learner(Recipes.plain(1e-3, 1))) {
            learner.step(batch(8), 1, 1);
            learner.logits(batch(2));
            Weights between = learner.weights();
            learner.logits(batch(2));
            Weights after = learner.weights();
            assertThat(between.names()).allMatch(name -> same(after, between, name));
            learner.step(batch(8), 1, 1);
            assertThat(learner.weights().get("bn1.num_batches_tracked").values())
                    .containsExactly(2);
        }
    }

    @Test
    void leavesPretrainedLayersAsTheyWereAtFactorZeroWhileFreshOnesMove() throws IOException {
        Set<String> fresh = Set.of("fc.weight", "fc.bias");
        TrainConfig config = config(Recipes.plain(1e-2, 0));
        try (Learner learner = Learner.of(GRAPH, START, fresh, config)) {
            for (int i = 0; i < 3; i++) {
                learner.step(batch(8), i + 1, 1);
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
    void leavesFrozenStagesAndTheirStatisticsAsTheyWere() throws IOException {
        Set<String> fresh = Set.of("fc.weight", "fc.bias");
        Recipe recipe = Recipes.frozen(2, false);
        try (Learner learner = Learner.of(GRAPH, START, fresh, config(recipe))) {
            learner.step(batch(8), 1, 1);
            Weights learnt = learner.weights();
            for (Parameter parameter : GRAPH.parameters()) {
                boolean frozen = parameter.name().matches("(conv1|bn1|layer1)\\..*");
                assertThat(moved(learnt, parameter)).as(parameter.name()).isEqualTo(!frozen);
            }
        }
    }

    @Test
    void leavesTheStatisticsOfPretrainedBatchNormsWhileTheirScalesLearn() throws IOException {
        Set<String> fresh = Set.of("fc.weight", "fc.bias", "layer4.1.bn2.running_mean");
        try (Learner learner = Learner.of(GRAPH, START, fresh, config(Recipes.frozen(0, true)))) {
            learner.step(batch(8), 1, 1);
            Weights learnt = learner.weights();
            for (Parameter parameter : GRAPH.parameters()) {
                boolean kept = parameter.kind() != Parameter.Kind.LEARNED
                        && !parameter.name().startsWith("layer4.1.bn2");
                assertThat(moved(learnt, parameter)).as(parameter.name()).isEqualTo(!kept);
            }
        }
    }

    @Test
    void answersWithTheAverageOfItsStepsAndGoesOnFromTheLastOne() throws IOException {
        try (Learner learner = learner(Recipes.quick(1e-2))) {
            for (int i = 0; i < 4; i++) {
                learner.step(batch(8), i + 1, 1);
            }
            Weights last = learner.weights();
            Weights average = learner.averaged(learner::weights);
            assertThat(average.names())
                    .filteredOn(name -> !name.endsWith("num_batches_tracked"))
                    .noneMatch(name -> same(average, last, name));
            Weights after = learner.weights();
            assertThat(after.names()).allMatch(name -> same(after, last, name));
        }
    }

    @Test
    void goesOnFromACheckpointAsIfNothingHadHappened() throws IOException {
        Recipe recipe = Recipes.recipe(2, false, 1e-3, 0.1, 0.05, 0.1, 0.5, 0.3, 0.5);
        Weights undisturbed;
        Weights resumed;
        try (Learner learner = learner(recipe);
                Learner other = learner(recipe)) {
            learner.step(batch(8), 1, 1);
            learner.step(batch(8), 2, 0.7);
            other.restore(learner.weights(), learner.memory());
            learner.step(batch(8), 3, 0.3);
            other.step(batch(8), 3, 0.3);
            undisturbed = learner.averaged(learner::weights);
            resumed = other.averaged(other::weights);
        }
        assertThat(resumed.names()).allMatch(name -> same(undisturbed, resumed, name));
    }

    /// libtorch's switch is one for each thread, and on a new one it is on.
    @Test
    void learnsOnAnyThread() throws Exception {
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            float there = other.submit(() -> loss(Recipes.quick(1e-3))).get();
            assertThat(there).isEqualTo(loss(Recipes.quick(1e-3)));
        }
    }

    private static float loss(Recipe recipe) throws IOException {
        try (Learner learner = learner(recipe)) {
            learner.step(batch(8), 1, 1);
            return learner.averaged(() -> learner.step(batch(8), 2, 1)).loss();
        }
    }

    @Test
    void learnsEightPhotosByHeart() throws IOException {
        int steps = 40;
        Batch batch = batch(8);
        try (Learner learner = learner(Recipes.plain(1e-3, 1))) {
            float first = learner.step(batch, 1, 1).loss();
            float last = first;
            for (int i = 1; i < steps; i++) {
                last = learner.step(batch, i + 1, 1).loss();
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
        try (Learner learner = learner(Recipes.plain(1e-3, 1))) {
            for (int i = 0; i < 3; i++) {
                learner.step(batch, i + 1, 1);
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
        try (Learner learner = learner(Recipes.quick(1e-3))) {
            List<Float> losses = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                losses.add(learner.step(batch(8), i + 1, 1).loss());
            }
            return losses;
        }
    }

    private static Learner learner(Recipe recipe) throws IOException {
        return Learner.of(GRAPH, START, START.names(), config(recipe));
    }

    private static TrainConfig config(Recipe recipe) {
        return Recipes.config(Path.of("photos"), Path.of("models"), Optional.empty(), recipe);
    }

    private static Batch batch(int count) {
        SplittableRandom random = new SplittableRandom(5);
        FloatBuffer images = BatchFeed.direct(count * 3 * SIDE * SIDE);
        int classes = RandomModel.LABELS.size();
        float[] targets = new float[count * classes];
        for (int i = 0; i < count; i++) {
            targets[i * classes + i % classes] = 1;
            for (int j = 0; j < 3 * SIDE * SIDE; j++) {
                images.put((float) random.nextGaussian());
            }
        }
        return new Batch(count, SIDE, images.flip(), targets);
    }

    private static boolean moved(Weights learnt, Parameter parameter) {
        return !same(learnt, START, parameter.name());
    }

    /// AssertJ compares millions of numbers too slowly.
    private static boolean same(Weights one, Weights other, String name) {
        return Arrays.equals(one.get(name).values(), other.get(name).values());
    }
}
