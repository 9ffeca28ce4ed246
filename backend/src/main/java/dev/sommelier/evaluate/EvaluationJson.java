package dev.sommelier.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/// A report for programs. The same model and photos always give the same bytes.
public final class EvaluationJson {
    private static final int SCHEMA = 1;
    private static final ObjectWriter WRITER = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private EvaluationJson() {}

    /// An object with `schema`, what the report says about model and data, and each section under its key.
    public static String of(Report report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("schema", SCHEMA);
        all.putAll(report.about());
        report.sections().forEach(section -> all.put(section.key(), section.json()));
        try {
            return WRITER.writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a section's JSON holds what JSON cannot", e);
        }
    }
}
