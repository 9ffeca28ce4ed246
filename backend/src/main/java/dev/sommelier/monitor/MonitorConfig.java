package dev.sommelier.monitor;

import dev.sommelier.failure.Failure;

/// What is kept of answers.
///
/// @param answers to which feedback can be given: so many of the last ones, 0 to 1,000,000; 0 takes no feedback
/// @param database JDBC address; nothing is opened before the first feedback
/// @param user of the database; empty for none
/// @param password of that user
public record MonitorConfig(int answers, String database, String user, String password) {
    private static final int MOST = 1_000_000;

    public MonitorConfig {
        if (answers < 0 || answers > MOST) {
            throw new Failure.BadConfig("monitor.answers: need 0 to %,d, got %d".formatted(MOST, answers));
        }
        if (!database.startsWith("jdbc:")) {
            throw new Failure.BadConfig(
                    "monitor.database: need an address that begins with jdbc:, such as jdbc:h2:file:/data/feedback");
        }
    }

    /// An H2 database in one file, beside which nothing is written. What it took is on disk when it says so.
    ///
    /// @param file absolute, without the ending `.mv.db`
    public static String h2(String file) {
        return "jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0;CACHE_SIZE=1024"
                .formatted(file.replace(";", "\\;"));
    }

    /// Without the password.
    @Override
    public String toString() {
        return "MonitorConfig[answers=%d, user=%s]".formatted(answers, user);
    }
}
