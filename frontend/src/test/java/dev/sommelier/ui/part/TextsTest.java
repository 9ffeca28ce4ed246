package dev.sommelier.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {
    /// A literal that looks like a key is one; keys are never put together from pieces.
    private static final Pattern KEY =
            Pattern.compile("\"((?:common|classify|batch|runs|models|live)\\.(?!css\")[a-z0-9.-]+)\"");

    private static final ResourceBundle FILE = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT);

    @Test
    void haveEveryKeyThatIsUsedAndNoOther() throws IOException {
        assertThat(new TreeSet<>(FILE.keySet())).isEqualTo(used());
    }

    @Test
    void areSoundPatterns() {
        assertThat(FILE.keySet()).allSatisfy(key -> {
            assertThat(FILE.getString(key)).isNotBlank().doesNotContain("'");
            assertThat(new MessageFormat(FILE.getString(key), Locale.ENGLISH)).isNotNull();
        });
    }

    @ParameterizedTest
    @CsvSource({"0, No photos", "1, 1 photo", "2, 2 photos", "1234, '1,234 photos'"})
    void count(int photos, String words) {
        assertThat(Texts.of("classify.count", photos)).isEqualTo(words);
    }

    @Test
    void takeAPartAsItIs() {
        assertThat(Texts.of("classify.remove", "{0} it's <b>")).isEqualTo("Remove {0} it's <b>");
    }

    private static Set<String> used() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> KEY.matcher(text(file)).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
