package dev.sommelier.ui.runs;

import dev.sommelier.ui.api.ApiPath;
import dev.sommelier.ui.api.BodyReader;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.api.ManagementClient;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The backend's operations on trainings.
record RunsBackend(ManagementClient client) {
    private static final int ROWS = 200;
    private static final int POINTS = 500;

    /// @param name part of the id; empty for all
    /// @param state empty for all
    CompletableFuture<Managed<RunList>> list(String name, String state) {
        ApiPath path = ApiPath.of("runs").with("limit", ROWS);
        path = name.isBlank() ? path : path.with("name", name.strip());
        return client.get(state.isEmpty() ? path : path.with("state", state), BodyReader.json(RunsJson::list));
    }

    CompletableFuture<Managed<RunDetail>> detail(String id) {
        return client.get(ApiPath.of("runs", id), BodyReader.json(RunsJson::detail));
    }

    /// @param kind `epoch`, `step` or `system`
    /// @param after what an answer before gave as `next`; empty for the start
    CompletableFuture<Managed<Figures>> figures(String id, String kind, String after) {
        ApiPath path = ApiPath.of("runs", id, "metrics").with("kind", kind).with("points", POINTS);
        return client.get(after.isEmpty() ? path : path.with("after", after), BodyReader.json(RunsJson::figures));
    }

    CompletableFuture<Managed<RunEvaluation>> evaluation(String id) {
        return client.get(ApiPath.of("runs", id, "evaluation"), BodyReader.json(RunsJson::evaluation));
    }

    CompletableFuture<Managed<RunComparison>> comparison(List<String> ids) {
        return client.get(
                ApiPath.of("runs", "compare").with("ids", String.join(",", ids)),
                BodyReader.json(RunsJson::comparison));
    }

    /// A small JPEG.
    CompletableFuture<Managed<byte[]>> picture(String id, int number) {
        return client.get(
                ApiPath.of("runs", id, "mistakes", Integer.toString(number)),
                body -> Optional.of(body).filter(RunsBackend::isJpeg));
    }

    private static boolean isJpeg(byte[] file) {
        return file.length > 3 && file[0] == (byte) 0xFF && file[1] == (byte) 0xD8 && file[2] == (byte) 0xFF;
    }
}
