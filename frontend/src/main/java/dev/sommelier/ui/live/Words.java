package dev.sommelier.ui.live;

import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Texts;

/// Figures as people read them; what is not known is a dash.
final class Words {
    private Words() {}

    static String plain(double value) {
        return known(value) ? Texts.of("live.number", value) : none();
    }

    static String perSecond(double value) {
        return known(value) ? Texts.of("live.per-second", value) : none();
    }

    static String time(double seconds) {
        if (!known(seconds)) {
            return none();
        }
        return seconds < 1 ? Texts.of("live.milliseconds", seconds * 1000) : Texts.of("live.seconds", seconds);
    }

    static String share(double value) {
        return known(value) ? new Percent(value).toString() : none();
    }

    static String bytes(double value) {
        return known(value) ? new FileSize((long) value).toString() : none();
    }

    static String none() {
        return Texts.of("live.none");
    }

    private static boolean known(double value) {
        return Double.isFinite(value);
    }
}
