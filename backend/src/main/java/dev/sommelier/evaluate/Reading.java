package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.failure.Failure;
import java.util.Optional;

/// An answer about a photo, or the reason why it could not be read.
///
/// @param fault empty if there is an answer
record Reading<T>(LabelledPhoto photo, Optional<T> answer, String fault) {

    /// One unreadable photo is no reason to give up the others; a folder that vanishes is.
    static <T> Question<Reading<T>> tolerant(Question<T> question) {
        return (photo, asker) -> {
            try {
                return new Reading<>(photo, Optional.of(question.answer(photo, asker)), "");
            } catch (Failure.UnreadableImage | Failure.UnsupportedFormat | Failure.TooLarge e) {
                return new Reading<>(photo, Optional.empty(), String.valueOf(e.getMessage()));
            }
        };
    }
}
