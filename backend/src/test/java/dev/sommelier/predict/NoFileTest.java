package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Uploads stay in memory, as the JVM itself sees it: other processes write to the folder for temporary files, too.
class NoFileTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void noUploadIsWrittenToAFile() throws IOException {
        Path ours = folder.resolve("ours");
        try (Service service = new Service();
                Recording recording = new Recording()) {
            recording.enable("jdk.FileWrite").withThreshold(Duration.ZERO).with("throttle", "off");
            recording.start();
            upload(service);
            Files.writeString(ours, "to see that files are seen");
            recording.stop();
            Path recorded = folder.resolve("recorded.jfr");
            recording.dump(recorded);
            assertThat(RecordingFile.readAllEvents(recorded))
                    .extracting(event -> event.getString("path"))
                    // What is printed has no path.
                    .filteredOn(Objects::nonNull)
                    .containsExactly(ours.toString());
        }
    }

    private static void upload(Service service) {
        for (byte[] body : List.of(new byte[Service.MAX_BODY / 2], new byte[0], new byte[Service.MAX_BODY])) {
            service.send(service.photo("").POST(BodyPublishers.ofByteArray(body)));
            for (Form form : List.of(
                    Form.withFile("file", body),
                    Form.withFile("../../photo", body),
                    new Form().text("note", "x".repeat(8000)).file("file", body).end(),
                    new Form().file("file", body))) {
                service.send(service.request("/predict")
                        .header("Content-Type", form.contentType())
                        .POST(BodyPublishers.ofByteArray(form.bytes())));
            }
        }
        assertThat(service.classifier.seen).isNotEmpty();
    }
}
