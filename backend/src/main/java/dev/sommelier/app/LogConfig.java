package dev.sommelier.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.sommelier.failure.Failure;
import java.net.URL;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.LoggerFactory;

/// How the log looks and how much it says.
///
/// @param format `plain` or `json`
/// @param level `error`, `warn`, `info` or `debug`; libraries never say more than `info`
record LogConfig(String format, String level) {
    private static final Map<String, String> FILES = Map.of("plain", "/logback.xml", "json", "/logback-json.xml");
    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug");
    private static final String APPLIED = "APPLIED";

    LogConfig {
        if (!FILES.containsKey(format)) {
            throw new Failure.BadConfig("log.format: need plain or json, got '%s'".formatted(format));
        }
        if (!LEVELS.contains(level)) {
            throw new Failure.BadConfig("log.level: need error, warn, info or debug, got '%s'".formatted(level));
        }
    }

    static LogConfig of(Settings settings) {
        return new LogConfig(settings.text("log.format"), settings.text("log.level"));
    }

    /// For commands that say themselves what the log tells at `info`.
    LogConfig quiet() {
        return new LogConfig(format, level.equals("info") ? "warn" : level);
    }

    /// From now on the log of this process is like this.
    void apply() {
        LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
        String wanted = toString();
        String applied = log.getProperty(APPLIED);
        if (!wanted.equals(applied == null ? new LogConfig("plain", "info").toString() : applied)) {
            log.reset();
            log.putProperty(APPLIED, wanted);
            log.putProperty("OWN_LEVEL", level.toUpperCase(Locale.ROOT));
            log.putProperty("LEVEL", level.equals("debug") ? Level.INFO.toString() : level.toUpperCase(Locale.ROOT));
            read(log);
        }
    }

    private void read(LoggerContext log) {
        URL file = Objects.requireNonNull(LogConfig.class.getResource(Objects.requireNonNull(FILES.get(format))));
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(log);
        try {
            configurator.doConfigure(file);
        } catch (JoranException e) {
            throw new IllegalStateException(file + " is malformed", e);
        }
    }
}
