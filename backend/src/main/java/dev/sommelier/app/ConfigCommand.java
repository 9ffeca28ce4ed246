package dev.sommelier.app;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.sommelier.track.Secrets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints the settings as the other commands would see them, in the form of a configuration file.
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show every setting and where its value comes from; keys and passwords are masked.",
        footer = {"", "Example:", "  ./sommelier config --changed train=quick serve.http.port=9000"})
final class ConfigCommand implements Callable<Integer> {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Option(names = "--changed", description = "Only what differs from the defaults.")
    private boolean changed;

    @Override
    public Integer call() {
        Settings resolved = settings.resolve();
        Map<String, ConfigValue> shown = new TreeMap<>(resolved.values());
        if (changed) {
            Map<String, ConfigValue> defaults = new Settings(KnownKeys.load().reference(), resolved.home()).values();
            shown.entrySet().removeIf(entry -> entry.getValue().equals(defaults.get(entry.getKey())));
        }
        print(shown, new Origins(resolved.home()));
        return 0;
    }

    private void print(Map<String, ConfigValue> shown, Origins origins) {
        int width = shown.entrySet().stream()
                .mapToInt(entry -> line(entry).length())
                .max()
                .orElse(0);
        shown.forEach((key, value) -> spec.commandLine()
                .getOut()
                .printf("%-" + width + "s  # %s%n", line(Map.entry(key, value)), origins.name(value.origin())));
    }

    private static String line(Map.Entry<String, ConfigValue> entry) {
        ConfigValue value = entry.getValue();
        // As it was written: 5e-4 and not 5.0E-4.
        String shown = value.valueType() == ConfigValueType.NUMBER
                ? value.atKey("it").getString("it")
                : ConfigValueFactory.fromAnyRef(Secrets.masked(entry.getKey(), value.unwrapped()))
                        .render(ConfigRenderOptions.concise());
        return "%s = %s".formatted(entry.getKey(), shown);
    }
}
