package dev.sommelier.image;

import dev.sommelier.failure.Failure;

/// The sentences for files that cannot be read, each with its way out.
final class Unreadable {
    private Unreadable() {}

    static Failure empty() {
        return new Failure.UnreadableImage("The file is empty. Send the whole image file.");
    }

    static Failure notAnImage() {
        return new Failure.UnreadableImage(
                "The file is not an image. Send one of %s.".formatted(String.join(", ", Format.titles())));
    }

    static Failure truncated(Format format) {
        return new Failure.UnreadableImage(
                "The %s file is truncated: its end is missing. Send the whole file.".formatted(format.title()));
    }

    /// @param what is wrong, as the end of a sentence
    static Failure damaged(Format format, String what) {
        return new Failure.UnreadableImage("The %s file is damaged: %s. Save the picture again, or send another file."
                .formatted(format.title(), what));
    }

    /// @param what the file uses, as a noun
    static Failure unusual(Format format, String what) {
        return new Failure.UnreadableImage(
                "The %s file has %s, which cannot be read. Save it as an ordinary JPEG or PNG."
                        .formatted(format.title(), what));
    }
}
