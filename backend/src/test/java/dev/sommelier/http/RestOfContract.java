package dev.sommelier.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/// Answers 404 to every operation of the contract that none of the routes before it answers, as a server in a test
/// brings few of them, and the router warns of each that is left over.
public final class RestOfContract implements Routes {
    private static final Pattern ID = Pattern.compile("operationId: (\\w+)");

    @Override
    public void addTo(Operations operations) {
        ID.matcher(contract()).results().forEach(id -> operations.answerUnchecked(id.group(1), rc -> rc.fail(404)));
    }

    private static String contract() {
        try (InputStream file = RestOfContract.class.getResourceAsStream("/openapi.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
