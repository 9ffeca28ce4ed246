package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UpIT {
    @Test
    void servesTheApiAndThePageUntilItIsAskedToStop() throws Exception {
        try (var product = Product.up();
                var api = new Api(product.api());
                var page = new Api(product.page())) {
            assertThat(api.get("/health").statusCode()).isEqualTo(200);
            assertThat(page.get("/").body()).containsIgnoringCase("<html");

            var children = product.children();
            assertThat(product.stop()).isIn(0, 143);
            assertEnd(children);
        }
    }

    @Test
    void leavesNothingRunningEvenWhenItIsKilled() throws Exception {
        try (var product = Product.up()) {
            product.page();
            var children = product.children();

            product.kill();

            assertEnd(children);
        }
    }

    private static void assertEnd(List<ProcessHandle> children) throws Exception {
        assertThat(children).as("the page has a process of its own").isNotEmpty();
        for (var child : children) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
    }
}
