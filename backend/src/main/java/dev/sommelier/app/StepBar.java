package dev.sommelier.app;

import java.io.Console;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/// Counts steps on the terminal, if there is one, and ends the work between two steps when the process is asked
/// to.
final class StepBar implements Runnable, AutoCloseable {
    private final Termination termination;
    private final Optional<ProgressBar> bar;

    StepBar(String task, Termination termination) {
        this.termination = termination;
        boolean watched =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        bar = watched ? Optional.of(new ProgressBarBuilder().setTaskName(task).build()) : Optional.empty();
    }

    void expect(long steps) {
        bar.ifPresent(b -> b.maxHint(steps));
    }

    /// @throws CancellationException if the process is asked to end
    @Override
    public void run() {
        if (termination.asked()) {
            throw new CancellationException();
        }
        bar.ifPresent(ProgressBar::step);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
