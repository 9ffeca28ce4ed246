package dev.sommelier.predict;

import org.jspecify.annotations.Nullable;

/// A file name as a client wrote it, made fit to be shown: it may hold anything and be of any length.
final class ShownName {

    private static final int LONGEST = 255;

    private ShownName() {}

    /// At most [#LONGEST] characters, the end of longer ones, which tells files apart; `_` for whatever could
    /// break a line or turn its direction.
    static String of(@Nullable String name) {
        if (name == null) {
            return "";
        }
        return name.codePoints()
                .skip(Math.max(0, name.codePointCount(0, name.length()) - LONGEST))
                .map(point -> isPlain(point) ? point : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
