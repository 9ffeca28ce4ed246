package dev.sommelier.predict;

import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/// How the answers of a batch are put together.
///
/// @param contentType of the answer
/// @param lines whether each answer stands on a line of its own; else they are the items of one JSON object
record BatchFormat(String contentType, boolean lines) {

    private static final Set<String> LINES =
            Set.of("application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines");
    private static final BatchFormat OBJECT = new BatchFormat("application/json", false);

    /// What the client likes best of what there is; one JSON object where it likes none of it.
    static BatchFormat of(RoutingContext rc) {
        return rc.parsedHeaders().accept().stream()
                .map(BatchFormat::named)
                .filter(type -> LINES.contains(type) || type.equals("application/json") || type.startsWith("*"))
                .findFirst()
                .filter(LINES::contains)
                .map(type -> new BatchFormat(type, true))
                .orElse(OBJECT);
    }

    private static String named(MIMEHeader accepted) {
        return accepted.component() + "/" + accepted.subComponent();
    }

    /// Before the answer of this index.
    String before(int index) {
        if (lines) {
            return "";
        }
        return index == 0 ? "{\"predictions\":[\n" : ",\n";
    }

    /// After the last answer.
    String end(int photos, int refused, String requestId) {
        if (lines) {
            return "";
        }
        return "\n],\"counts\":{\"photos\":%d,\"classified\":%d,\"refused\":%d},\"request_id\":\"%s\"}\n"
                .formatted(photos, photos - refused, refused, requestId);
    }

    String after() {
        return lines ? "\n" : "";
    }
}
