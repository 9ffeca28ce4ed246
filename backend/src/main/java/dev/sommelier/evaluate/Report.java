package dev.sommelier.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What came out of an evaluation, section by section.
///
/// @param title names the model
/// @param subtitle says what it was asked about
/// @param about model and data, for `evaluation.json`
public record Report(String title, String subtitle, Map<String, Object> about, List<Section> sections) {
    public Report {
        sections = List.copyOf(sections);
    }

    /// The same of a model that is not published yet: it has its name, but neither version nor hash.
    public Report unpublished(String name) {
        Map<String, Object> known = new LinkedHashMap<>(about);
        known.remove("version");
        known.remove("model_sha256");
        return new Report(name, subtitle, known, sections);
    }

    /// The same with one more section at the end.
    public Report with(Section section) {
        return new Report(
                title,
                subtitle,
                about,
                Stream.concat(sections.stream(), Stream.of(section)).toList());
    }
}
