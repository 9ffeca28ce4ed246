package dev.sommelier.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// `audit.json`: a report for programs. The same photos under the same names give the same bytes.
final class AuditJson {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private AuditJson() {}

    static byte[] of(AuditReport report) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("schema", 1);
        root.put("folder", report.folder());
        root.put("dataset_sha256", report.sha256());
        root.put("files", report.photos().size());
        root.put("bytes", report.bytes());
        root.put("serious", report.serious());
        report.classes().forEach(count -> root.withArray("/classes").add(count(count)));
        report.pixels().ifPresent(spread -> root.set("pixels", spread(spread)));
        report.sizes().ifPresent(spread -> root.set("file_sizes", spread(spread)));
        root.putArray("findings");
        report.findings().forEach(finding -> root.withArray("/findings").add(finding(finding)));
        return JSON.writeValueAsBytes(root);
    }

    private static ObjectNode count(AuditCount count) {
        ObjectNode node = JSON.createObjectNode();
        node.put("label", count.label()).put("files", count.files()).put("usable", count.usable());
        ObjectNode formats = node.putObject("formats");
        count.formats().forEach((format, photos) -> formats.put(format.title(), photos));
        return node;
    }

    private static ObjectNode spread(AuditSpread spread) {
        ObjectNode node = JSON.createObjectNode();
        node.set("least", photo(spread.least()));
        node.set("median", photo(spread.median()));
        node.set("most", photo(spread.most()));
        return node;
    }

    private static ObjectNode finding(AuditFinding finding) {
        ObjectNode node = JSON.createObjectNode();
        node.put("kind", finding.kind().toString());
        node.put("serious", finding.kind().serious());
        node.put("what", finding.what());
        node.putArray("photos");
        finding.photos().forEach(photo -> node.withArray("/photos").add(photo(photo)));
        return node;
    }

    private static ObjectNode photo(AuditPhoto photo) {
        ObjectNode node = JSON.createObjectNode();
        node.put("path", photo.path()).put("label", photo.label()).put("bytes", photo.bytes());
        photo.header()
                .ifPresent(header -> node.put("format", header.format().title())
                        .put("width", header.width())
                        .put("height", header.height()));
        photo.sha256().ifPresent(sha256 -> node.put("sha256", sha256));
        return node;
    }
}
