package dev.sommelier.http;

import java.util.List;
import java.util.Map;

/// The two ports: one for clients, and one for whoever runs the service.
enum Side {
    PUBLIC,
    MANAGEMENT;

    /// Operations with this tag, or of the role `manage`, are for the management port alone.
    private static final String MANAGE_TAG = "manage";

    /// Operations with this tag are answered on both ports.
    private static final String BOTH_TAG = "operate";

    /// @param operation as the contract writes it
    boolean answers(Map<?, ?> operation) {
        List<?> tags = operation.get("tags") instanceof List<?> list ? list : List.of();
        boolean manages = tags.contains(MANAGE_TAG)
                || Role.MANAGE.toString().equals(String.valueOf(operation.get(Operations.ROLE)));
        return switch (this) {
            case PUBLIC -> !manages;
            case MANAGEMENT -> manages || tags.contains(BOTH_TAG);
        };
    }
}
