package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.util.HashMap;
import java.util.Map;

/// How many requests of each client are being answered, so that one cannot take all the room.
final class ClientShare {

    private final int most;
    private final Map<String, Integer> requests = new HashMap<>();

    /// @param most for one client; 0 for no limit
    ClientShare(int most) {
        this.most = most;
    }

    /// Each request that enters must [#leave].
    ///
    /// @throws Failure.RateLimited if the client has as many in flight as it may; it has not entered, then
    synchronized void enter(String client) {
        int inFlight = requests.getOrDefault(client, 0);
        if (most > 0 && inFlight >= most) {
            throw Failure.RateLimited.inFlight(most);
        }
        requests.put(client, inFlight + 1);
    }

    synchronized void leave(String client) {
        requests.computeIfPresent(client, (name, inFlight) -> inFlight > 1 ? inFlight - 1 : null);
    }
}
