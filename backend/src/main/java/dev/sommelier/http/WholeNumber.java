package dev.sommelier.http;

import java.util.OptionalLong;

/// Whole numbers as clients write them in headers and queries: digits alone, and no sign, which Java's own parsers
/// let pass.
public final class WholeNumber {

    private WholeNumber() {}

    /// @return empty if it is not written so, or not from least to most
    public static OptionalLong of(String text, long least, long most) {
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text);
            return number >= least && number <= most ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (NumberFormatException emptyOrTooLong) {
            return OptionalLong.empty();
        }
    }
}
