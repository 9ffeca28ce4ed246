package dev.sommelier.train;

import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Tells how far a download is.
sealed interface TransferProgress extends AutoCloseable {
    long MIB = 1 << 20;

    /// @param bytes that there are by now
    void at(long bytes);

    @Override
    void close();

    /// @param total unknown if the server does not tell
    static TransferProgress of(DownloadConfig config, String name, long already, OptionalLong total) {
        return config.terminal()
                ? new Bar(config.out(), name, already, total)
                : new Lines(config.out(), name, already, total);
    }

    /// One line that is drawn over and over, with rate and time left.
    final class Bar implements TransferProgress {
        private static final int WIDTH = 79;

        private final ProgressBar bar;

        private Bar(PrintStream out, String name, long already, OptionalLong total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(total.orElse(-1))
                    .startsFrom(already, Duration.ZERO)
                    .setUnit(" MiB", MIB)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                    .showSpeed()
                    .build();
        }

        @Override
        public void at(long bytes) {
            bar.stepTo(bytes);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /// A line for every fifth of the file, fit for a log.
    final class Lines implements TransferProgress {
        private static final int PARTS = 5;
        private static final long UNKNOWN_STEP = 32 * MIB;

        private final PrintStream out;
        private final long total;
        private final long step;
        private long next;

        private Lines(PrintStream out, String name, long already, OptionalLong total) {
            this.out = out;
            this.total = total.orElse(-1);
            this.step = total.isPresent() ? Math.max(1, total.getAsLong() / PARTS) : UNKNOWN_STEP;
            this.next = already + step;
            out.println("Downloading %s%s%s"
                    .formatted(
                            name,
                            total.isPresent() ? ", " + mib(total.getAsLong()) : "",
                            already > 0 ? ", of which %s are here".formatted(mib(already)) : ""));
        }

        @Override
        public void at(long bytes) {
            if (bytes >= next) {
                out.println("  %s%s".formatted(mib(bytes), total > 0 ? ", %d %%".formatted(100 * bytes / total) : ""));
                next = bytes - bytes % step + step;
            }
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    static String mib(long bytes) {
        return "%.1f MiB".formatted(bytes / (double) MIB);
    }
}
