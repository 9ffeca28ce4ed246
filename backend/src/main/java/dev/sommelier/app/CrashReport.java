package dev.sommelier.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// What nobody foresaw, kept in a file for whoever mends it: a stack trace on the console helps no one else.
final class CrashReport {
    private CrashReport() {}

    /// @return one line for the console, with where to find more
    static String write(Throwable cause) {
        String line = cause.toString().lines().findFirst().orElse("");
        try {
            Path file = Files.createTempFile("sommelier-crash-", ".txt");
            Files.writeString(file, text(cause));
            return "this should not have happened: %s. Please report it with %s".formatted(line, file);
        } catch (IOException e) {
            return "this should not have happened: %s. No report could be written (%s)".formatted(line, e);
        }
    }

    private static String text(Throwable cause) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.printf("%s%nJava %s on %s%n", Instant.now(), Runtime.version(), System.getProperty("os.name"));
        cause.printStackTrace(out);
        return text.toString();
    }
}
