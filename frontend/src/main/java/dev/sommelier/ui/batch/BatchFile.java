package dev.sommelier.ui.batch;

import dev.sommelier.ui.api.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rows of a batch as files for other programs.
final class BatchFile {
    private static final JsonMapper JSON = new JsonMapper();
    /// Without it, spreadsheets read UTF-8 as something else.
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String END = "\r\n";
    private static final String HEAD = "file,bytes,outcome,predicted_class,confidence,familiar,reason";

    private BatchFile() {}

    /// RFC 4180 with a header, in UTF-8 with a byte order mark.
    static byte[] csv(List<BatchRow> rows) {
        return Stream.concat(Stream.of(HEAD), rows.stream().map(BatchFile::line))
                .collect(Collectors.joining(END, BYTE_ORDER_MARK, END))
                .getBytes(StandardCharsets.UTF_8);
    }

    /// An array with an object for each row.
    static byte[] json(List<BatchRow> rows) {
        var answers = JSON.createArrayNode();
        rows.forEach(row -> answers.add(object(row)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(answers);
    }

    private static String line(BatchRow row) {
        Optional<Prediction> answer = row.prediction();
        return Stream.of(
                        row.name(),
                        Long.toString(row.bytes()),
                        row.outcome().word(),
                        answer.map(Prediction::label).orElse(""),
                        answer.map(Prediction::confidence).map(String::valueOf).orElse(""),
                        answer.map(Prediction::familiar).map(String::valueOf).orElse(""),
                        reason(row))
                .map(BatchFile::cell)
                .collect(Collectors.joining(","));
    }

    /// A cell that begins like a formula gets an apostrophe in front: a spreadsheet would run it.
    /// See [OWASP](https://owasp.org/www-community/attacks/CSV_Injection).
    private static String cell(String text) {
        String harmless = text.matches("(?s)[=+\\-@\t\r\n].*") ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }

    private static ObjectNode object(BatchRow row) {
        var object = JSON.createObjectNode()
                .put("file", row.name())
                .put("bytes", row.bytes())
                .put("outcome", row.outcome().word());
        row.prediction().ifPresent(answer -> object.set("prediction", prediction(answer)));
        if (!reason(row).isEmpty()) {
            object.put("reason", reason(row));
        }
        return object;
    }

    private static ObjectNode prediction(Prediction answer) {
        var probabilities = JSON.createObjectNode();
        answer.scores().forEach(score -> probabilities.put(score.label(), score.probability()));
        var prediction = JSON.createObjectNode()
                .put("predicted_class", answer.label())
                .put("confidence", answer.confidence())
                .put("familiar", answer.familiar());
        prediction.set("probabilities", probabilities);
        return prediction;
    }

    private static String reason(BatchRow row) {
        return switch (row.outcome()) {
            case Outcome.Refused(var why) -> why;
            case Outcome.Failed(var why) -> why;
            default -> "";
        };
    }
}
