package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads `serve.http.keys-file`: one key a line, `NAME SHA256 ROLE [PER_SECOND [BURST]]`, and comments after `#`.
///
/// What stands in a line is never repeated: somebody may have put the key itself there.
final class KeyFile {

    static final String SETTING = "serve.http.keys-file";

    /// Each request's key is compared with all of them.
    static final int MOST_LINES = 1000;

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,7}(\\.\\d{1,9})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private final Path file;
    private final Rate byDefault;
    private final Set<String> names = new HashSet<>();

    private KeyFile(Path file, Rate byDefault) {
        this.file = file;
        this.byDefault = byDefault;
    }

    /// @param byDefault what holds for keys without a rate of their own
    /// @throws Failure.BadConfig that names the line and the rule that it breaks
    /// @throws Failure.CannotStart if the file cannot be read
    static List<ApiKey> read(Path file, Rate byDefault) {
        return new KeyFile(file, byDefault).parse(SmallFile.text(SETTING, file, MOST_BYTES));
    }

    private List<ApiKey> parse(String text) {
        // Editors on Windows put a byte order mark before the first line.
        List<String> lines = text.replaceFirst("^\\uFEFF", "").lines().toList();
        if (lines.size() > MOST_LINES) {
            throw bad(MOST_LINES + 1, "a file has at most %d lines. Take out what is no longer used.", MOST_LINES);
        }
        List<ApiKey> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                keys.add(key(i + 1, BLANKS.split(line)));
            }
        }
        return keys;
    }

    private ApiKey key(int line, String[] words) {
        check(words.length >= 3 && words.length <= 5, line, "need NAME SHA256 ROLE [PER_SECOND [BURST]], on one line");
        check(
                NAME.matcher(words[0]).matches(),
                line,
                "NAME needs 1 to 64 letters, digits, dots, dashes or underscores");
        check(names.add(words[0]), line, "NAME stands in a line above already");
        check(ApiKey.SHA256.matcher(words[1]).matches(), line, "SHA256 needs 64 hex digits, the hash and not the key");
        return new ApiKey(words[0], words[1], role(line, words[2]), rate(line, words));
    }

    private Role role(int line, String word) {
        try {
            return Role.named(word);
        } catch (IllegalArgumentException e) {
            throw bad(line, "ROLE must be one of %s. Mend the line.", Role.names());
        }
    }

    private Rate rate(int line, String[] words) {
        double perSecond = byDefault.perSecond();
        int burst = byDefault.burst();
        if (words.length > 3) {
            check(DECIMAL.matcher(words[3]).matches(), line, "PER_SECOND needs a number, " + Rate.PER_SECOND_RULE);
            perSecond = Double.parseDouble(words[3]);
            check(Rate.allowed(perSecond), line, "PER_SECOND needs a number, " + Rate.PER_SECOND_RULE);
        }
        if (words.length > 4) {
            check(WHOLE.matcher(words[4]).matches(), line, "BURST needs a whole number, " + Rate.BURST_RULE);
            burst = Integer.parseInt(words[4]);
            check(Rate.allowed(burst), line, "BURST needs a whole number, " + Rate.BURST_RULE);
        }
        return new Rate(perSecond, burst);
    }

    private void check(boolean holds, int line, String rule) {
        if (!holds) {
            throw bad(line, rule + ". %s", "Mend the line; ./sommelier key NAME prints one that is right.");
        }
    }

    private Failure bad(int line, String rule, Object value) {
        return new Failure.BadConfig("%s: %s, line %d: %s".formatted(SETTING, file, line, rule.formatted(value)));
    }
}
