package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import java.io.IOException;

/// What is to be found out about one photo.
@FunctionalInterface
interface Question<T> {
    T answer(LabelledPhoto photo, Asker asker) throws IOException;
}
