package dev.sommelier.ui.api;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/// Words for what the backend does not say itself. The same file as the pages' texts, read without Vaadin.
final class Sentences {
    private Sentences() {}

    static String of(String key, Object... parts) {
        String text = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT)
                .getString(key);
        return new MessageFormat(text, Locale.ENGLISH).format(parts);
    }
}
