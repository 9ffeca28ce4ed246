package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// Gets published weights into the folder where they are kept, once.
final class WeightsDownload {
    private static final int ATTEMPTS = 5;
    private static final String KEPT = " What came so far is kept, and the next run goes on from there.";

    private final DownloadConfig config;
    private final PublishedWeights source;
    private final Path target;

    WeightsDownload(DownloadConfig config, PublishedWeights source) {
        this.config = config;
        this.source = source;
        String folder = DigestUtils.sha256Hex(source.address().toString()).substring(0, 16);
        this.target = config.folder().resolve(folder).resolve(source.fileName());
    }

    /// @throws Failure.CannotStart that says how to go on without a network
    /// @throws Failure.BadConfig if the address may not be asked
    Path fetch() {
        if (!config.allowed().test(source.address())) {
            throw new Failure.BadConfig(
                    "train.weights: %s is not fetched, as only https tells who sends it. Give an https:// address or a file."
                            .formatted(source.shown()));
        }
        try {
            if (!isKept()) {
                Files.createDirectories(target.toAbsolutePath().getParent());
                download();
            }
            return target;
        } catch (IOException e) {
            throw new Failure.CannotStart(message(e, ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped");
        }
    }

    private void download() throws IOException, InterruptedException {
        try (PartialFile part = new PartialFile(target)) {
            try {
                ask(part);
            } catch (IOException e) {
                throw new Failure.CannotStart(message(e, part.version().isEmpty() ? "" : KEPT));
            }
            check(part);
        }
    }

    /// A file that was changed since is downloaded again.
    private boolean isKept() throws IOException {
        if (!Files.isRegularFile(target) || !Files.isRegularFile(note())) {
            return false;
        }
        String found = Checksum.of(target);
        return found.equals(Files.readString(note()))
                && source.expected().map(wanted -> wanted.matches(found)).orElse(true);
    }

    private void ask(PartialFile part) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connect())
                .build();
        try {
            long started = System.nanoTime();
            attempt(new WeightsRequest(client, config), part);
            config.out()
                    .println("Downloaded %s in %d s"
                            .formatted(
                                    TransferProgress.mib(part.size()),
                                    Duration.ofNanos(System.nanoTime() - started)
                                            .toSeconds()));
        } finally {
            // To close it would wait for a server that says nothing.
            client.shutdownNow();
        }
    }

    /// Goes on after an interruption as long as each attempt gets further.
    private void attempt(WeightsRequest request, PartialFile part) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long before = part.size();
            try {
                request.complete(source.address(), source.fileName(), part);
                return;
            } catch (RefusedDownload e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS || part.size() == before) {
                    throw e;
                }
            }
        }
    }

    private void check(PartialFile part) throws IOException {
        String found = part.sha256();
        Optional<Checksum> expected = source.expected();
        if (expected.isPresent() && !expected.get().matches(found)) {
            part.delete();
            throw new Failure.CannotStart(
                    ("train.weights: what came from %s has the SHA-256 %s, and %s was expected (%s). It was deleted. "
                                    + "Try again; if that does not help, it is another file.")
                            .formatted(
                                    source.shown(),
                                    found,
                                    expected.get().begins(),
                                    source.asked().isPresent() ? "by train.weights-sha256" : "by its name"));
        }
        Files.writeString(note(), found);
        part.complete();
        config.out().println("Kept as %s, SHA-256 %s".formatted(target, found));
    }

    /// Beside the file: the SHA-256 that it had.
    private Path note() {
        return target.resolveSibling(target.getFileName() + ".sha256");
    }

    private String message(IOException e, String kept) {
        return ("train.weights: %s cannot be downloaded: %s.%s Without a network, download it on another machine%s, "
                        + "copy it here and set train.weights to its path.")
                .formatted(
                        source.shown(),
                        reason(e),
                        kept,
                        source.expected()
                                .map(sum -> " (its SHA-256 begins with %s)".formatted(sum.begins()))
                                .orElse(""));
    }

    private String reason(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException timeout ->
                "no connection within %d s".formatted(config.connect().toSeconds());
            case HttpTimeoutException timeout ->
                "nothing came for %d s".formatted(config.silence().toSeconds());
            case ConnectException refused ->
                isUnresolved(refused) ? "its host is not known here" : "nobody answers there";
            case RefusedDownload refused -> String.valueOf(refused.getMessage());
            case FileSystemException file -> "it cannot be kept (%s)".formatted(file);
            default -> "it was interrupted (%s)".formatted(e.getMessage());
        };
    }

    /// The client wraps it once or twice.
    private static boolean isUnresolved(@Nullable Throwable e) {
        return e instanceof UnresolvedAddressException || (e != null && isUnresolved(e.getCause()));
    }
}
