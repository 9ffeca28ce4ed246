package dev.sommelier.monitor;

import dev.sommelier.failure.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the database, on one thread of its own. Thread and connection are there from the first question on; a
/// connection that fails is opened anew at the next one.
final class FeedbackStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackStore.class);

    /// Questions that wait.
    private static final int MOST_WAITING = 1000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int IDLE_SECONDS = 60;
    private static final int CLOSING_SECONDS = 5;

    private final MonitorConfig config;
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> Thread.ofPlatform().name("feedback").daemon().unstarted(task));
    private @Nullable Connection connection;

    FeedbackStore(MonitorConfig config) {
        this.config = config;
        thread.allowCoreThreadTimeOut(true);
    }

    /// @param <T> answer of the database
    @FunctionalInterface
    interface Question<T> {
        T ask(FeedbackTable table) throws SQLException;
    }

    /// Never blocks.
    ///
    /// @return on the store's thread; fails with [Failure.Overloaded] if the database does not answer, or too many
    ///     questions wait
    <T> CompletableFuture<T> ask(Question<T> question) {
        try {
            return CompletableFuture.supplyAsync(() -> answered(question), thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    refused("Too much feedback waits to be stored. Send it again in a moment."));
        }
    }

    private synchronized <T> T answered(Question<T> question) {
        try {
            return question.ask(table());
        } catch (SQLException e) {
            LOG.error("The database of monitor.database does not answer: {}", e.getMessage());
            disconnect();
            throw new CompletionException(
                    refused("Feedback cannot be stored now. Whoever runs the service finds the reason in its log."));
        }
    }

    private static Failure refused(String message) {
        return new Failure.Overloaded("feedback", message, RETRY_AFTER);
    }

    private FeedbackTable table() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = config.user().isEmpty()
                    ? DriverManager.getConnection(config.database())
                    : DriverManager.getConnection(config.database(), config.user(), config.password());
            connection = open;
            new FeedbackTable(open).create();
        }
        return new FeedbackTable(open);
    }

    private void disconnect() {
        Connection open = connection;
        connection = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (SQLException e) {
            LOG.warn("The connection to monitor.database could not be closed: {}", e.getMessage());
        }
    }

    /// Waits for what was asked already. Interrupting it could break an embedded database's file.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("monitor.database was still at work after {} s: it stays open", CLOSING_SECONDS);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        closeConnection();
    }

    private synchronized void closeConnection() {
        disconnect();
    }
}
