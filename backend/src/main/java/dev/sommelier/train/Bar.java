package dev.sommelier.train;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/// How far something is, drawn over and over on one line of a terminal; gone when it is closed.
final class Bar implements AutoCloseable {
    private static final int REDRAW_MILLIS = 300;

    private final @Nullable ProgressBar bar;

    private Bar(@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static Bar none() {
        return new Bar(null);
    }

    static Bar drawn(PrintStream out, String task, long photos) {
        return new Bar(new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(photos)
                .setUnit(" photos", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .showSpeed()
                .clearDisplayOnFinish()
                .build());
    }

    /// @param note shown behind the bar
    void add(int photos, String note) {
        if (bar != null) {
            bar.setExtraMessage(note).stepBy(photos);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
