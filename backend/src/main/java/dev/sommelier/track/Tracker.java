package dev.sommelier.track;

import java.util.Map;

/// Hears how a run goes. No method throws because something cannot be kept: that is told once, as a warning, and
/// the run goes on. Metric names are letters, digits and `_ - . /`, and not `step`, `epoch` or `time`; values may
/// be NaN or infinite.
///
/// Whatever is told after the run has ended is passed over.
public interface Tracker extends AutoCloseable {

    /// @param step counted over the whole run, from 1
    /// @param epoch that the step belongs to, from 1
    void step(long step, int epoch, Map<String, Double> metrics);

    /// @param epoch that has ended, from 1
    void epoch(int epoch, Map<String, Double> metrics);

    /// What the run is judged by; added to what was told before, the later value winning.
    void summary(Map<String, Double> metrics);

    /// A file to keep with the run.
    ///
    /// @param name plain file name: letters, digits and `_ - .`; a file of that name is replaced
    void artefact(String name, byte[] content);

    /// The run did what it was asked to do.
    void finish();

    /// @param reason one sentence
    void fail(String reason);

    /// Somebody stopped the run.
    void stop();

    /// A run that has not ended by then has failed.
    @Override
    void close();
}
