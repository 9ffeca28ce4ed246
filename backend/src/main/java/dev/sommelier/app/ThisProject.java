package dev.sommelier.app;

import dev.sommelier.track.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run or a model says of the code that made it.
final class ThisProject {
    private ThisProject() {}

    static Environment environment() {
        return Environment.current(libraries(), commit(SettingsOption.home()), command());
    }

    private static Map<String, String> libraries() {
        return Map.of(
                "djl", ai.djl.engine.Engine.getDjlVersion(),
                "onnxruntime", version(ai.onnxruntime.OrtEnvironment.class),
                "opencv", version(org.bytedeco.opencv.global.opencv_core.class));
    }

    private static String version(Class<?> of) {
        return Optional.ofNullable(of.getPackage().getImplementationVersion()).orElse("unknown");
    }

    private static List<String> command() {
        return List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    }

    /// The commit that is checked out, read without git, which a server may lack; empty outside a checkout.
    static Optional<String> commit(Path home) {
        try {
            Path git = home.resolve(".git");
            String head = Files.readString(git.resolve("HEAD")).strip();
            if (!head.startsWith("ref: ")) {
                return Optional.of(head);
            }
            String name = head.substring("ref: ".length());
            Path loose = git.resolve(name);
            return Files.exists(loose)
                    ? Optional.of(Files.readString(loose).strip())
                    : Files.readAllLines(git.resolve("packed-refs")).stream()
                            .filter(line -> line.endsWith(" " + name))
                            .map(line -> line.substring(0, line.indexOf(' ')))
                            .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
