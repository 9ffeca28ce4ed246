package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SmokeIT {
    @Test
    void theSmokeLoadKeepsItsPromisesAndTellsWhereItsReportIs() throws Exception {
        var builder = new ProcessBuilder(
                        "../sommelier",
                        "load-test",
                        "smoke",
                        "load.folder=target/load-results",
                        "inference.calibrate=false")
                .redirectErrorStream(true);
        // Maven has just built what is to be tested.
        builder.environment().put("SOMMELIER_BUILD", "off");
        var command = builder.start();
        var output = command.inputReader().readAllAsString();

        assertThat(command.waitFor()).as(output).isZero();
        assertThat(output)
                .contains("photos were sent", "CPU-ms a photo", "Report ")
                .doesNotContain("BROKEN");
        assertThat(Path.of(output.substring(output.indexOf("Report ") + "Report ".length())
                        .strip()))
                .satisfies(report -> assertThat(Files.readString(report)).containsIgnoringCase("<html"));
    }
}
