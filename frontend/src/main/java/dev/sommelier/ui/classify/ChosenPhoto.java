package dev.sommelier.ui.classify;

import dev.sommelier.ui.part.Texts;

/// A photo as the browser announces it, before any byte of it is sent. The browser is not trusted: the name is
/// shown as text and as nothing else, and the preview only ever points into the browser itself.
///
/// @param id counted by the browser, unique on its page as long as the browser keeps to its script
/// @param bytes size of the file
/// @param preview `blob:` address of the photo inside the browser
record ChosenPhoto(int id, String name, long bytes, String preview) {
    private static final int LONGEST_NAME = 200;

    ChosenPhoto {
        name = name.isBlank() ? Texts.of("classify.unnamed") : name.substring(0, Math.min(name.length(), LONGEST_NAME));
        preview = preview.startsWith("blob:") ? preview : "";
    }
}
