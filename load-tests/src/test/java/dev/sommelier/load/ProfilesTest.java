package dev.sommelier.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.sommelier.load.result.Load;
import dev.sommelier.load.result.Phase;
import dev.sommelier.load.result.Shape;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"smoke", "steady", "ramp", "spike", "soak", "overload", "capacity", "saturation"})
    void eachProfileThatShipsCanBeRun(String profile) {
        assertThat(plan(profile, "load.capacity=20").load().timeline().seconds())
                .isPositive();
    }

    @Test
    void aSpikeIsTenTimesTheRateForHalfAMinute() {
        Load load = plan("spike", "load.capacity=20").load();

        assertThat(load.shape()).isEqualTo(Shape.BURST);
        assertThat(load.timeline().phases())
                .filteredOn(phase -> phase.name().equals("burst"))
                .singleElement()
                .satisfies(burst -> {
                    assertThat(burst.to()).isEqualTo(60);
                    assertThat(burst.length()).hasSeconds(30);
                });
    }

    @Test
    void anOverloadIsThreeTimesTheCapacity() {
        assertThat(plan("overload", "load.capacity=20").load().timeline().phases())
                .extracting(Phase::to)
                .containsOnly(60.0);
    }

    @Test
    void aRateReplacesThePartOfTheCapacity() {
        assertThat(plan("overload", "load.rate=7").load().timeline().phases())
                .extracting(Phase::to)
                .containsOnly(7.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spike    | load.capacity=0                 | load.capacity",
                "capacity | load.capacity=0                 | load.capacity",
                "steady   | load.rate=-1                    | load.rate",
                "steady   | load.rate=many                  | load.rate",
                "steady   | load.duration=0s                | load.duration",
                "steady   | load.bad-share=1                | bad-share",
                "steady   | load.promise.errors=2           | load.promise.errors",
                "steady   | load.promise.tolerance=0.5      | tolerance",
                "steady   | load.shape=zigzag               | load.shape",
                "steady   | load.people=-1                  | load.people",
                "capacity | load.steps.parts=\"0.5, 0.4\"   | load.steps.parts",
                "capacity | load.steps.parts=half           | load.steps.parts",
                "saturation | load.clients=0                | nobody comes",
            })
    void refusesWhatMakesNoSenseAndNamesTheKey(String profile, String setting, String named) {
        String capacity = setting.startsWith("load.capacity") ? "" : "load.capacity=20\n";

        assertThatThrownBy(() -> plan(profile, capacity + setting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    static Plan plan(String profile, String settings) {
        return Plan.of(new Settings(config(profile, settings).getConfig("load")));
    }

    static Config config(String profile, String settings) {
        return ConfigFactory.parseString(settings)
                .withFallback(ConfigFactory.parseFile(
                        Path.of("../configs/load/" + profile + ".conf").toFile()))
                .withFallback(ConfigFactory.parseFile(
                        Path.of("../backend/src/main/resources/reference.conf").toFile()))
                .withFallback(ConfigFactory.parseString(
                        "load { profile = %s, url = \"http://localhost:1\", management = \"\" }".formatted(profile)))
                .resolve();
    }
}
