package dev.sommelier.ui.classify;

import java.net.URI;

/// The same call as the page makes, for other tools. Whatever the file is called, it stays a file name.
///
/// @param keyed whether the backend asks for a key; the key itself is never shown
record Snippets(URI backend, boolean keyed, String file) {
    private String address() {
        return backend.toString().replaceFirst("/+$", "") + "/predict?explain=true";
    }

    /// For a POSIX shell.
    String curl() {
        return "curl --data-binary %s -H 'Content-Type: application/octet-stream'%s %s"
                .formatted(quoted("@" + file), keyed ? " -H \"X-API-Key: $SOMMELIER_KEY\"" : "", quoted(address()));
    }

    String java() {
        String key = keyed ? "\n    .header(\"X-API-Key\", System.getenv(\"SOMMELIER_KEY\"))" : "";
        return """
                import java.net.URI;
                import java.net.http.HttpClient;
                import java.net.http.HttpRequest;
                import java.net.http.HttpRequest.BodyPublishers;
                import java.net.http.HttpResponse.BodyHandlers;
                import java.nio.file.Path;

                var request = HttpRequest.newBuilder(URI.create("%s"))
                    .header("Content-Type", "application/octet-stream")%s
                    .POST(BodyPublishers.ofFile(Path.of("%s")))
                    .build();
                var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
                System.out.println(answer.body());
                """.formatted(literal(address()), key, literal(file));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c < ' ') {
                literal.append('_');
            } else {
                literal.append((char) c);
            }
        });
        return literal.toString();
    }
}
