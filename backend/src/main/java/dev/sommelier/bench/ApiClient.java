package dev.sommelier.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.bootstrap.HttpRequester;
import org.apache.hc.core5.http.impl.bootstrap.RequesterBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.RequestConnControl;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/// Sends photos to `POST /predict` as a browser's form does, and reads the answers. Thread-safe.
///
/// It blocks its caller and has no threads of its own: what it takes from the processors, the server lacks.
final class ApiClient implements AutoCloseable {

    /// Far over any deadline that answers are given by: a server that broke must not hold the window up for ever.
    private static final Timeout LONGEST = Timeout.of(1, TimeUnit.MINUTES);

    private final HttpRequester connections;
    private final HttpHost server;

    /// @param mostClients that ask at once; each gets a connection of its own, kept open between requests
    ApiClient(URI api, int mostClients) {
        server = new HttpHost(api.getScheme(), api.getHost(), api.getPort());
        connections = RequesterBootstrap.bootstrap()
                .setHttpProcessor(new DefaultHttpProcessor(
                        new RequestTargetHost(), new RequestContent(), new RequestConnControl()))
                .setSocketConfig(SocketConfig.custom()
                        .setSoTimeout(LONGEST)
                        .setTcpNoDelay(true)
                        .build())
                .setMaxTotal(mostClients)
                .setDefaultMaxPerRoute(mostClients)
                .create();
    }

    /// @return what is wrong with the answer; empty if nothing is
    Optional<String> ask(byte[] photo) {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", server, "/predict");
        request.setEntity(new PhotoForm(photo));
        try {
            return connections.execute(
                    server,
                    request,
                    LONGEST,
                    HttpCoreContext.create(),
                    answer -> AnswerCheck.fault(
                            answer.getCode(), answer.getEntity().getContent().readAllBytes()));
        } catch (IOException | HttpException e) {
            return Optional.of("no answer: " + e);
        }
    }

    /// Cuts off the requests that are under way, of any thread.
    @Override
    public void close() {
        connections.close(CloseMode.IMMEDIATE);
    }
}
