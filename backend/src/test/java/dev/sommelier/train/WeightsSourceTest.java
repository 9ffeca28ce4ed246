package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WeightsSourceTest {
    @TempDir
    Path folder = Path.of("");

    private final byte[] content = content();
    private final String sha256 = DigestUtils.sha256Hex(content);
    private final String name = "/weights-%s.pth".formatted(sha256.substring(0, 8));
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private WeightsServer server;

    @BeforeEach
    void publish() throws IOException {
        server = new WeightsServer(content);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void downloadsOnceAndNeverAsksAgain() throws IOException {
        Path file = resolve(name);
        assertThat(file).hasBinaryContent(content).startsWith(folder).hasFileName(name.substring(1));
        assertThat(said()).contains("Downloading " + name.substring(1), "100 %", "Downloaded 0.4 MiB in ", sha256);
        server.close();
        assertThat(resolve(name)).isEqualTo(file);
        assertThat(server.ranges()).hasSize(1);
        assertThat(files()).containsExactlyInAnyOrder(name.substring(1), name.substring(1) + ".sha256");
    }

    @Test
    void downloadsAgainWhatWasDamagedSince() throws IOException {
        for (String path : List.of(name, "/weights.pt")) {
            Files.write(resolve(path), new byte[] {1});
            assertThat(resolve(path)).hasBinaryContent(content);
        }
        assertThat(server.ranges()).hasSize(4);
    }

    @Test
    void takesAFileWithoutAChecksumAndTellsItsOwn() throws IOException {
        assertThat(resolve("/weights.pt")).hasBinaryContent(content);
        assertThat(said()).contains("SHA-256 " + sha256);
    }

    @Test
    void deletesWhatIsNotWhatItsNameSays() throws IOException {
        assertRefused(
                "/weights-0123abcd.pth", "has the SHA-256 " + sha256 + ", and 0123abcd was expected (by its name)");
        assertThat(files()).isEmpty();
    }

    @Test
    void asksForTheChecksumThatThePersonSets() throws IOException {
        String other = "f".repeat(64);
        assertThatThrownBy(() -> source(name, other).resolve(config(Duration.ofSeconds(5))))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContainingAll(sha256, other, "by train.weights-sha256");
        assertThat(files()).isEmpty();
        assertThat(source("/weights-0123abcd.pth", sha256).resolve(config(Duration.ofSeconds(5))))
                .hasBinaryContent(content);
    }

    @Test
    void goesOnWhereTheConnectionWasCut() throws IOException {
        server.cutAfter(150_000);
        assertThat(resolve(name)).hasBinaryContent(content);
        assertEachWentOn();
    }

    @Test
    void goesOnInTheNextRun() throws IOException {
        server.cutAfter(60_000);
        assertRefused(name, "cannot be downloaded", "What came so far is kept, and the next run goes on from there");
        server.cutAfter(Integer.MAX_VALUE);
        assertThat(resolve(name)).hasBinaryContent(content);
        assertEachWentOn();
    }

    /// The end of what was sent may be lost with the connection, so where exactly it goes on is not to be known.
    private void assertEachWentOn() {
        List<Integer> starts = server.ranges().stream()
                .map(range -> range.map(bytes -> Integer.parseInt(bytes.replaceAll("\\D", "")))
                        .orElse(0))
                .toList();
        assertThat(starts).hasSizeGreaterThan(2).isSorted();
        assertThat(starts.getLast()).isPositive();
    }

    @Test
    void startsAgainIfTheFileChangedMeanwhile() throws IOException {
        server.tag("\"old\"");
        server.cutAfter(60_000);
        assertRefused(name, "cannot be downloaded");
        server.tag("\"new\"");
        server.cutAfter(Integer.MAX_VALUE);
        assertThat(resolve(name)).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "W/\"1\""})
    void startsAgainIfTheServerCannotSayWhichVersionItIs(String tag) {
        server.tag(tag);
        server.cutAfter(150_000);
        assertRefused(name, "cannot be downloaded");
        server.cutAfter(Integer.MAX_VALUE);
        assertThat(resolve(name)).hasBinaryContent(content);
        assertThat(server.ranges()).allMatch(Optional::isEmpty);
    }

    @Test
    void saysWhatToDoWithoutAFile() throws IOException {
        assertRefused(
                "/nothing-0123abcd.pth",
                "train.weights: " + server.address("/nothing-0123abcd.pth") + " cannot be downloaded: ",
                "the server answers with status 404",
                "download it on another machine (its SHA-256 begins with 0123abcd)",
                "set train.weights to its path");
        assertThat(files()).isEmpty();
    }

    @Test
    void saysWhatToDoWithoutANetwork() throws IOException {
        server.close();
        assertRefused(name, "nobody answers there. Without a network, download it on another machine");
        assertThat(files()).isEmpty();
    }

    @Test
    void saysThatAHostIsNotKnown() {
        WeightsSource source = WeightsSource.of("https://nowhere.invalid/weights.pth", () -> folder, "");
        assertThatThrownBy(() -> source.resolve(DownloadConfig.standard(folder, out(), false)))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("https://nowhere.invalid/weights.pth cannot be downloaded: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000})
    void doesNotWaitForAServerThatFallsSilent(int bytes) {
        server.cutAfter(bytes);
        server.hang();
        assertThatThrownBy(() -> source(name, "").resolve(config(Duration.ofMillis(300))))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("nothing came for ");
    }

    @Test
    void followsRedirectsButNeverToHttp() {
        server.redirect("/short", name);
        assertThat(resolve("/short")).hasBinaryContent(content);
        server.redirect("/insecure", "http://example.org/weights.pth");
        assertRefused("/insecure", "it leads to http://example.org, and only https is allowed");
        server.redirect("/round", "/round");
        assertRefused("/round", "it leads from one address to the next without end");
        server.redirect("/broken", "http://[");
        assertRefused("/broken", "it leads to an address that is none");
    }

    @Test
    void refusesHttp() {
        assertThatThrownBy(() -> source(name, "").resolve(DownloadConfig.standard(folder, out(), false)))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContainingAll("train.weights: http://localhost", "Give an https:// address or a file");
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        DownloadConfig small = new DownloadConfig(
                folder, Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 18, this::isHere, out(), false);
        assertThatThrownBy(() -> source(name, "").resolve(small))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("it is larger than 0.3 MiB");
        assertThat(files()).isEmpty();
    }

    @Test
    void drawsABarOnATerminal() {
        source(name, "")
                .resolve(new DownloadConfig(
                        folder, Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20, this::isHere, out(), true));
        assertThat(said()).contains("100%", "MiB", "\r");
    }

    @Test
    void saysThatItsFolderCannotBeWritten() throws IOException {
        Files.createFile(folder.resolve("file"));
        folder = folder.resolve("file");
        assertRefused(name, "cannot be downloaded: it cannot be kept (");
    }

    @ParameterizedTest
    @CsvSource({
        "torchvision/resnet18, torchvision/resnet18",
        "https://example.org/a/b.pth?token=secret, https://example.org/a/b.pth",
        "models/drinks/2/model.safetensors, model.safetensors"
    })
    void statesNothingOfThisMachineAndNoSecret(String text, String stated) {
        assertThat(WeightsSource.of(text, () -> Path.of(text), "").stated()).isEqualTo(stated);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https:///file.pth", "https://a b/c", "https://user:word@example.org/c.pth"})
    void refusesAddressesThatAreNone(String text) {
        assertThatThrownBy(() -> WeightsSource.of(text, () -> folder, ""))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContaining("train.weights: this is no address")
                .message()
                .doesNotContain("word");
    }

    @Test
    void namesTheKnownOnesIfANameIsNotAmongThem() {
        assertThatThrownBy(() -> WeightsSource.of("torchvision/resnet50", () -> folder.resolve("none"), ""))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContainingAll("'torchvision/resnet50'", "torchvision/resnet18, torchvision/resnet34");
    }

    @Test
    void refusesAChecksumThatIsNone() {
        assertThatThrownBy(() -> WeightsSource.of("file", () -> folder, "1234"))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContainingAll("train.weights-sha256: need 8 to 64 hex digits", "'1234'");
    }

    @Test
    void checksAFileOfThisMachineToo() throws IOException {
        Path file = Files.write(folder.resolve("weights.pth"), content);
        DownloadConfig config = config(Duration.ofSeconds(5));
        assertThat(WeightsSource.of("f", () -> file, sha256.toUpperCase(Locale.ROOT))
                        .resolve(config))
                .isEqualTo(file);
        assertThatThrownBy(() -> WeightsSource.of("f", () -> file, "0123abcd").resolve(config))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContainingAll(file.toString(), sha256, "0123abcd");
    }

    private static byte[] content() {
        byte[] content = new byte[400_000];
        new Random(3).nextBytes(content);
        return content;
    }

    private Path resolve(String path) {
        return source(path, "").resolve(config(Duration.ofSeconds(5)));
    }

    private WeightsSource source(String path, String sha) {
        return WeightsSource.of(server.address(path).toString(), () -> folder, sha);
    }

    private DownloadConfig config(Duration silence) {
        return new DownloadConfig(folder, Duration.ofSeconds(5), silence, 1 << 20, this::isHere, out(), false);
    }

    private boolean isHere(URI address) {
        return address.getHost().equals("localhost");
    }

    private PrintStream out() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private void assertRefused(String path, String... words) {
        assertThatThrownBy(() -> resolve(path))
                .isInstanceOf(Failure.CannotStart.class)
                .message()
                .contains(words);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
