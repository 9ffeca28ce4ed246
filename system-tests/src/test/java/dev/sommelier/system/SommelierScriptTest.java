package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SommelierScriptTest {
    private final Checkout checkout;

    SommelierScriptTest(@TempDir Path root) throws IOException {
        checkout = new Checkout(root.toRealPath());
        checkout.set("SOMMELIER_CHROMIUM", "/bin/sh");
        checkout.set("SOMMELIER_PROMTOOL", "/bin/sh");
    }

    @Test
    void listsItsCommandsWithoutJavaAndWithoutBuilding() throws Exception {
        var help = checkout.run();

        assertThat(help.exitCode()).isZero();
        assertThat(help.output()).contains("up ", "serve ", "train ", "bench ", "load-test ", "test ");
        assertThat(help.output()).isEqualTo(checkout.run("--help").output());
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void findsAJdk25ElsewhereWhenTheFirstOnThePathIsOlder() throws Exception {
        checkout.firstOnPath(checkout.jdk("17.0.15"));
        var jdk = checkout.jdk("25.0.3");

        assertThat(checkout.run("up").output()).contains(jdk + "/bin/java");
    }

    @Test
    void takesTheJdkOfJavaHomeBeforeAnyOther() throws Exception {
        var chosen = checkout.jdk("25.0.4");
        checkout.firstOnPath(checkout.jdk("25"));
        checkout.set("JAVA_HOME", chosen.toString());

        assertThat(checkout.run("up").output()).contains(chosen + "/bin/java");
    }

    @Test
    void tellsHowToGetAJdkWhereThereIsNone() throws Exception {
        checkout.firstOnPath(checkout.jdk("17.0.15"));
        checkout.jdk("26");
        Files.delete(checkout.jdk("25-without-compiler").resolve("bin/javac"));

        var refused = checkout.run("up");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("JDK 25", "Debian", "Fedora", "macOS", "SDKMAN");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void passesArgumentsOnAsTheyAreAndRunsInTheFolderOfTheCaller() throws Exception {
        checkout.java(checkout.jdk("25"), "#!/bin/sh\npwd\nprintf '<%s>' \"$@\"\n");

        var run = checkout.run("train", "dataset.path=my photos", "model.name=*");

        var folder = checkout.folder();
        assertThat(run.output())
                .startsWith("Building")
                .contains("\n" + folder.getParent() + "\n")
                .contains("<-Dsommelier.home=" + folder + ">")
                .contains("<%1$s/sommelier-backend.jar:%1$s/lib/*>".formatted(folder.resolve("backend/target")))
                .endsWith("<dev.sommelier.app.Main><train><dataset.path=my photos><model.name=*>");
    }

    @Test
    void keepsTheExitCode() throws Exception {
        checkout.java(checkout.jdk("25"), "#!/bin/sh\necho \"Unmatched argument: $*\" >&2\nexit 2\n");

        assertThat(checkout.run("decant").exitCode()).isEqualTo(2);
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
        checkout.jdk("25");
        checkout.run("up");
        checkout.run("up");
        assertThat(checkout.builds()).isEqualTo(1);

        var source = Files.createFile(checkout.folder().resolve("backend/src/main/java/Later.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        checkout.run("up");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void buildsTheLoadTestsForWhoeverRunsThem() throws Exception {
        checkout.jdk("25");
        checkout.run("up");
        assertThat(checkout.lastBuild()).contains("-pl backend,frontend -am");

        checkout.run("load-test", "smoke");
        assertThat(checkout.lastBuild()).contains("-pl backend,frontend,load-tests -am");
    }

    @Test
    void buildsAgainWhatIsNoLongerComplete() throws Exception {
        checkout.jdk("25");
        checkout.run("up");

        Files.delete(checkout.folder().resolve("frontend/target/sommelier-frontend.jar"));
        checkout.run("up");
        assertThat(checkout.builds()).isEqualTo(2);
    }

    @Test
    void twoAtOnceBuildOnlyOnce() throws Exception {
        checkout.jdk("25");
        checkout.maven("""
                #!/bin/sh
                echo >> maven-runs
                sleep 2
                mkdir -p backend/target/lib frontend/target/lib
                touch backend/target/sommelier-backend.jar frontend/target/sommelier-frontend.jar
                """);
        var first = checkout.start("up");
        var second = checkout.start("up");

        assertThat(Checkout.Outcome.of(first).exitCode()).isZero();
        assertThat(Checkout.Outcome.of(second).exitCode()).isZero();
        assertThat(checkout.builds()).isEqualTo(1);
    }

    @Test
    void aLockWhoseOwnerIsGoneHoldsNobodyUp() throws Exception {
        checkout.jdk("25");
        var target = Files.createDirectories(checkout.folder().resolve("target"));
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createSymbolicLink(target.resolve("build.lock"), Path.of(Long.toString(gone.pid())));

        assertThat(checkout.run("up").exitCode()).isZero();
    }

    @Test
    void showsWhyABuildFailedAndWhereItsLogIs() throws Exception {
        checkout.jdk("25");
        checkout.maven("#!/bin/sh\necho '[ERROR] a semicolon is missing'\nexit 3\n");

        var failed = checkout.run("up");

        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output()).contains("a semicolon is missing", "target/build.log");
        assertThat(checkout.folder().resolve("target/build.lock")).doesNotExist();
    }

    @Test
    void givesTestArgumentsToMaven() throws Exception {
        checkout.jdk("25");

        assertThat(checkout.run("test", "-pl", "backend").output()).isEqualTo("mvnw -B -ntp verify -pl backend\n");
    }

    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "Chrome is looked for in a fixed folder too")
    void tellsHowToGetAChromiumWhereThereIsNone() throws Exception {
        checkout.jdk("25");
        checkout.set("SOMMELIER_CHROMIUM", "");

        var refused = checkout.run("test");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("Chromium", "apt-get install", "dnf install", "brew install");
    }

    @Test
    @DisabledOnOs(value = OS.MAC, disabledReason = "Chrome is looked for in a fixed folder too")
    void installsChromiumWhereItMay() throws Exception {
        checkout.jdk("25");
        checkout.set("SOMMELIER_CHROMIUM", "");
        checkout.tool("id", "#!/bin/sh\necho 0\n");
        checkout.tool("apt-get", "#!/bin/sh\necho apt-get \"$@\"\nln -sf /bin/sh \"${0%/*}/chromium\"\n");

        assertThat(checkout.run("test").output())
                .contains("apt-get update\n", "apt-get install -y", " chromium ")
                .endsWith("mvnw -B -ntp verify\n");
    }

    @Test
    void tellsHowToGetPromtoolWhereThereIsNone() throws Exception {
        checkout.jdk("25");
        checkout.set("SOMMELIER_PROMTOOL", "");

        var refused = checkout.run("test");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("promtool", "apt-get install", "dnf install", "brew install");
        assertThat(checkout.builds()).isZero();
    }

    @Test
    void takesPromtoolOutOfItsPackageWithoutRoot() throws Exception {
        checkout.jdk("25");
        checkout.set("SOMMELIER_PROMTOOL", "");
        checkout.tool("apt-get", "#!/bin/sh\necho apt-get \"$@\"\n: > prometheus_2_amd64.deb\n");
        checkout.tool("dpkg-deb", "#!/bin/sh\necho \"$@\"\n");
        checkout.tool("tar", """
                #!/bin/sh
                cat >&2
                mkdir -p usr/bin
                ln -s /bin/sh "$2"
                """);

        assertThat(checkout.run("test").output())
                .contains("apt-get download prometheus\n", "--fsys-tarfile prometheus_2_amd64.deb\n")
                .doesNotContain("apt-get update")
                .endsWith("mvnw -B -ntp verify\n");
        assertThat(checkout.folder().resolve("target/promtool/usr/bin/promtool"))
                .isExecutable();
        assertThat(checkout.folder().resolve("target/promtool/prometheus_2_amd64.deb"))
                .doesNotExist();
    }
}
