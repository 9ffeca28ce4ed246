package dev.sommelier.runs;

import dev.sommelier.failure.Failure;
import dev.sommelier.track.StoredRun;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a client has read a run's figures. A run that was taken up again may have lost some of them, so what was
/// read of an earlier session does not count.
///
/// @param session of the run, counted from 1
/// @param offset bytes read
record Cursor(int session, long offset) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})-(\\d{1,18})");

    static Cursor parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new Failure.BadRequest("'after' is what an earlier answer gave as 'next'. Leave it out to begin.");
        }
        return new Cursor(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    static Cursor start(StoredRun run) {
        return new Cursor(run.card().sessions().size(), 0);
    }

    Cursor to(long next) {
        return new Cursor(session, next);
    }

    @Override
    public String toString() {
        return session + "-" + offset;
    }
}
