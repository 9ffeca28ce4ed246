package dev.sommelier.evaluate;

import java.util.List;

/// Another model, or the same run in another way, that is asked about the same photos.
///
/// @param key of the section in `evaluation.json`, for example `against` or `int8`
/// @param title of the section
/// @param name of this one, for example `drinks 2`
/// @param labels its classes; must be those of the model it is compared with, in the same order
/// @param evaluation asks it; closed by whoever opened it
public record Rival(String key, String title, String name, List<String> labels, Evaluation evaluation) {}
