package dev.sommelier.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The program as its users start it, in a process of its own.
class MainTest {
    @Test
    void saysOneLineWhenReadyAndEndsWithItsStandardInput() throws Exception {
        var program = start("--port", "0", "--stop-with-stdin");
        var output = program.inputReader();
        String ready = output.readLine();

        assertThat(ready).matches("ready http://localhost:\\d+");
        assertThat(statusOf(ready.substring("ready ".length()))).isEqualTo(200);

        program.getOutputStream().close();
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isZero();
        assertThat(output.readLine()).isNull();
        assertThat(errors(program)).isEmpty();
    }

    @Test
    void endsWithoutANoiseWhenToldTo() throws Exception {
        var program = start("--port", "0");
        program.inputReader().readLine();

        // Through its handle: the process itself would close the streams on this side too.
        program.toHandle().destroy();

        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(errors(program)).isEmpty();
    }

    @Test
    void saysInOneSentenceThatThePortIsTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            var program = start("--port", Integer.toString(taken.getLocalPort()));

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(1);
            assertThat(errors(program))
                    .isEqualTo(
                            "Cannot listen on localhost, port %d: Address already in use. Set ui.port to another one.\n"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void writesDigitsThatAProgramReadsWhateverTheLanguage() throws Exception {
        var program = start(List.of("-Duser.language=ar", "-Duser.country=EG"), "--port", "0", "--stop-with-stdin");

        assertThat(program.inputReader().readLine()).matches("ready http://localhost:[0-9]+");
        program.getOutputStream().close();
        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void namesTheOptionThatCannotBe() throws Exception {
        var program = start("--backend", "nowhere");

        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).isEqualTo(1);
        assertThat(errors(program)).startsWith("ui.backend: need an address").hasLineCount(1);
    }

    private static Process start(String... options) throws IOException {
        return start(List.of(), options);
    }

    private static Process start(List<String> ofJava, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ofJava);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    private static int statusOf(String address) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static String errors(Process program) throws IOException {
        return new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
