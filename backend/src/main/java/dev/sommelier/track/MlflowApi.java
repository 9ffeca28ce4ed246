package dev.sommelier.track;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/// The calls to an MLflow server; each blocks until it is answered.
///
/// The library sends files with a Python program, so that is done here, through the server's own artefact store.
///
/// @see <a href="https://mlflow.org/docs/latest/rest-api.html">MLflow REST API</a>
final class MlflowApi implements AutoCloseable {
    private static final String STORE = "mlflow-artifacts";

    private final MlflowConfig config;
    private final MlflowClient client;
    /// Kept, as a logger that nobody holds forgets its level.
    private final Logger console = Logger.getLogger("org.mlflow_project");

    private final HttpClient uploads = HttpClient.newHttpClient();

    MlflowApi(MlflowConfig config) {
        this.config = config;
        // The library's own client tells each of its retries.
        console.setLevel(Level.OFF);
        client = config.isWeb()
                ? new MlflowClient(new BasicMlflowHostCreds(
                        config.uri(),
                        config.username().orElse(null),
                        config.password().orElse(null),
                        config.token().orElse(null),
                        config.insecureTls()))
                : new MlflowClient(config.uri());
    }

    RunInfo begin(CreateRun.Builder run) {
        String experiment = client.getExperimentByName(config.experiment())
                .map(Experiment::getExperimentId)
                .orElseGet(() -> client.createExperiment(config.experiment()));
        RunInfo begun = client.createRun(run.setExperimentId(experiment).build());
        if (begun.getRunId().isEmpty()) {
            // The library takes any JSON for an answer, that of a proxy, too.
            throw new MlflowClientException("the answer names no run, so this is no MLflow server");
        }
        return begun;
    }

    void params(RunInfo run, List<Param> params) {
        client.logBatch(run.getRunId(), List.of(), params, List.of());
    }

    void metrics(RunInfo run, List<Metric> metrics) {
        client.logBatch(run.getRunId(), metrics, List.of(), List.of());
    }

    void tag(RunInfo run, String key, String value) {
        client.setTag(run.getRunId(), key, value);
    }

    void end(RunInfo run, RunStatus status) {
        client.setTerminated(run.getRunId(), status);
    }

    /// Whether the server itself takes files. Others leave that to their clients, with a store's own credentials.
    boolean takesFiles(RunInfo run) {
        return config.isWeb() && run.getArtifactUri().startsWith(STORE + ":");
    }

    void upload(RunInfo run, String name, byte[] content, Duration limit) throws IOException, InterruptedException {
        String path = URI.create(run.getArtifactUri()).getRawPath();
        URI target = URI.create(config.uri() + "/api/2.0/" + STORE + "/artifacts" + path + "/" + name);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(target).timeout(limit).PUT(HttpRequest.BodyPublishers.ofByteArray(content));
        config.authorization().ifPresent(value -> request.header("Authorization", value));
        int status = uploads.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status >= 300) {
            throw new MlflowHttpException(status, "the file was not taken");
        }
    }

    @Override
    public void close() {
        uploads.shutdownNow();
        client.close();
    }
}
