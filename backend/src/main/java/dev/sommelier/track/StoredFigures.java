package dev.sommelier.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// The figures of a stored run line by line, so that a run of any length is read in little memory, and one that goes
/// on can be read on from where a reader was. What cannot be read is passed over.
public final class StoredFigures {
    private static final String STEP = "\"step\"";

    private final RunFolder files;
    private final long most;

    /// @param most bytes of a file that one call reads
    StoredFigures(RunFolder files, long most) {
        this.files = files;
        this.most = most;
    }

    /// @param from byte to begin at: 0, or what this gave before
    /// @return byte to go on at, once there is more
    /// @throws IOException if the file cannot be read
    public long epochs(long from, Consumer<MetricLine> reader) throws IOException {
        return metrics(from, false, reader);
    }

    /// As [#epochs].
    public long steps(long from, Consumer<MetricLine> reader) throws IOException {
        return metrics(from, true, reader);
    }

    /// As [#epochs]; each line is an object with `time`.
    public long system(long from, Consumer<JsonNode> reader) throws IOException {
        return LineScan.scan(files.system(), from, most, line -> {
            JsonNode node = Lines.parse(line);
            if (node.path("time").isTextual()) {
                reader.accept(node);
            }
        });
    }

    /// Whether there is more to read than was read up to here.
    public boolean isMore(boolean ofSystem, long from) throws IOException {
        Path file = ofSystem ? files.system() : files.metrics();
        return SmallFile.isPlain(file) && Files.size(file) - from >= most;
    }

    /// No metric can have the name `step`, so a line that has the word is a step's, and need not be parsed to be
    /// passed over.
    private long metrics(long from, boolean ofSteps, Consumer<MetricLine> reader) throws IOException {
        return LineScan.scan(files.metrics(), from, most, line -> {
            if (new String(line, StandardCharsets.UTF_8).contains(STEP) == ofSteps) {
                MetricLine.read(Lines.parse(line)).ifPresent(reader);
            }
        });
    }
}
