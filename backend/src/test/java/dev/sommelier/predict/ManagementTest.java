package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/// What is answered on which port.
class ManagementTest {

    @Test
    void keepsManagementOffThePublicPort() {
        try (Service service = new Service()) {
            for (String path : new String[] {"/metrics", "/debug"}) {
                assertThat(on(service.server.port(), path)).as(path).isEqualTo(404);
            }
            assertThat(on(service.server.managementPort(), "/metrics")).isEqualTo(200);
            assertThat(on(service.server.managementPort(), "/debug")).isEqualTo(401);
        }
    }

    @Test
    void keepsClientsOffTheManagementPort() {
        try (Service service = new Service()) {
            for (String path : new String[] {"/predict", "/models/current", "/docs/", "/openapi.yaml", "/"}) {
                assertThat(on(service.server.managementPort(), path)).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void answersProbesAndProblemsOnBoth() {
        try (Service service = new Service()) {
            for (String path : new String[] {"/health", "/health/live", "/health/ready", "/problems/forbidden"}) {
                assertThat(on(service.server.port(), path)).as(path).isEqualTo(200);
                assertThat(on(service.server.managementPort(), path)).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void closesBothPorts() {
        int port;
        try (Service service = new Service()) {
            port = service.server.managementPort();
        }
        assertThatThrownBy(() -> new Wire(port)).hasCauseInstanceOf(ConnectException.class);
    }

    private static int on(int port, String path) {
        try (Wire wire = new Wire(port)) {
            return wire.head("GET " + path + " HTTP/1.1").answer().status();
        }
    }
}
