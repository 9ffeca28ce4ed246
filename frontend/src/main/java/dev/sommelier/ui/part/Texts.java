package dev.sommelier.ui.part;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.DefaultI18NProvider;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.VaadinService;
import java.util.List;
import java.util.Locale;

/// The words of all pages, from `vaadin-i18n/translations.properties`. Works on every thread: one without a UI reads
/// English.
public final class Texts {
    private static final I18NProvider FILE = new DefaultI18NProvider(List.of(Locale.ENGLISH));

    private Texts() {}

    /// @param key of the file; one that is not there reads as a mark, never as an error
    /// @param parts for `{0}`, `{1}` … as [java.text.MessageFormat] has them, plurals by its `choice`; numbers are
    ///     written in the language of the text, so what must not be, such as a year or a version, comes as a string
    public static String of(String key, Object... parts) {
        I18NProvider provider = provider();
        return provider.getTranslation(key, language(provider), parts);
    }

    private static I18NProvider provider() {
        var service = VaadinService.getCurrent();
        I18NProvider provider =
                service == null ? null : service.getInstantiator().getI18NProvider();
        return provider == null ? FILE : provider;
    }

    /// Without this a German browser would get English words around German figures.
    private static Locale language(I18NProvider provider) {
        var ui = UI.getCurrent();
        boolean translated = ui != null && provider.getProvidedLocales().contains(ui.getLocale());
        return translated ? ui.getLocale() : Locale.ENGLISH;
    }
}
