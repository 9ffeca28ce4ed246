package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Parameters;

/// The `key=value` arguments that every command takes.
final class SettingsOption {
    @Parameters(
            paramLabel = "KEY=VALUE",
            description =
                    "Settings for this run; `./sommelier config` lists all keys. GROUP=NAME takes the settings of "
                            + "configs/GROUP/NAME.conf.")
    private final List<String> overrides = new ArrayList<>();

    /// The project's folder, which holds `configs` and `models`.
    static Path home() {
        return Path.of(System.getProperty("sommelier.home", ""));
    }

    Layers layers() {
        return new Layers(home(), System.getenv());
    }

    /// Whether a key of some kind was typed.
    boolean sets(Predicate<String> kind) {
        return Assignment.parse(overrides).stream().map(Assignment::key).anyMatch(kind);
    }

    Settings resolve() {
        List<Assignment> typed = Assignment.parse(overrides);
        if (typed.stream().anyMatch(SettingsOption::sweeps)) {
            throw new Failure.BadConfig("sweep=NAME is for ./sommelier train alone");
        }
        Settings settings = layers().resolve(typed);
        LogConfig.of(settings).apply();
        return settings;
    }

    /// Every point of a sweep, resolved.
    ///
    /// @param axes as `--sweep` takes them; what `sweep=NAME` says comes before
    /// @return none if no sweep is asked for
    List<Point> points(List<String> axes) {
        List<Assignment> typed = Assignment.parse(overrides);
        Grid grid = new Grid(List.of());
        for (Assignment choice : typed.stream().filter(SettingsOption::sweeps).toList()) {
            grid = grid.and(layers().grid(choice));
        }
        grid = grid.and(new Grid(axes.stream().map(Axis::parse).toList()));
        return grid.isEmpty() ? List.of() : Point.of(grid, layers(), typed);
    }

    private static boolean sweeps(Assignment one) {
        return one.key().equals(Group.SWEEP.key());
    }
}
