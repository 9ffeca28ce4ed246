package dev.sommelier.bench;

import dev.sommelier.image.PhotoReader;
import dev.sommelier.inference.ClassifierConfig;
import dev.sommelier.inference.Network;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Measures decoder, engine, both, both with the queues between, and a server that runs beside, in this process
/// and in turns.
public final class Bench implements AutoCloseable {
    private final Plan plan;
    private final CountedThreads workers;
    private final CountedThreads clients;
    private final Sessions sessions;
    private final ApiClient client;
    private final List<byte[]> photos;
    private final List<Stage> stages = new ArrayList<>();

    /// @param network open as long as this is; not the server's own, but loaded in the same way
    /// @param config as the server has it
    /// @param photos encoded and readable, at least one
    /// @param classifier the server's own: returns when it has answered a photo, and throws if it refuses
    /// @param api address of the server, in this process
    public Bench(
            Plan plan,
            Network network,
            PhotoReader reader,
            ClassifierConfig config,
            List<byte[]> photos,
            Consumer<byte[]> classifier,
            URI api) {
        this.plan = plan;
        this.photos = photos;
        ClassifierConfig served = config.on(network.device());
        int asking = Math.clamp(config.capacity() / 2, 1, plan.mostClients());
        workers = new CountedThreads("bench", Math.max(Bare.threads(served), asking));
        clients = new CountedThreads("load", plan.mostClients());
        client = new ApiClient(api, plan.mostClients());
        sessions = new Sessions(network, served.layout());
        try {
            boolean cpu = network.device().equals("cpu");
            stages.addAll(new Bare(reader, sessions, served, cpu, photos, workers).stages());
            stages.add(queue(classifier, asking));
            plan.concurrency().forEach(count -> stages.add(api(count)));
        } catch (Throwable e) {
            client.close();
            clients.close();
            sessions.close();
            throw e;
        }
    }

    /// The server without HTTP, so that what its queues cost can be told apart.
    private Stage queue(Consumer<byte[]> classifier, int count) {
        Rotation rotation = new Rotation(photos);
        Turn turn = () -> {
            classifier.accept(rotation.next());
            return 1;
        };
        List<Turn> turns = IntStream.range(0, count).mapToObj(i -> turn).toList();
        // Not on the clients' threads: the server's, begun by theirs, would count among them.
        return new Stage("decode + queue + engine", "queue", turns, workers, rotation, true, false, new Faults());
    }

    private Stage api(int count) {
        Rotation rotation = new Rotation(photos);
        Faults faults = new Faults();
        Turn turn = () -> {
            Optional<String> fault = client.ask(rotation.next());
            fault.ifPresent(faults::add);
            return fault.isPresent() ? 0 : 1;
        };
        List<Turn> turns = IntStream.range(0, count).mapToObj(i -> turn).toList();
        return new Stage("API, %d at once".formatted(count), "api", turns, clients, rotation, true, true, faults);
    }

    /// Windows that [#run] takes.
    public int steps() {
        return stages.size() * (plan.rounds() + 1);
    }

    /// @param step told of each window that is over; may throw to end it all
    /// @param stopped ends a window early
    public Results run(Runnable step, BooleanSupplier stopped) throws InterruptedException {
        for (Stage stage : stages) {
            WarmUp.run(stage, plan.warmUp(), stopped);
            step.run();
        }
        List<List<Sample>> samples =
                stages.stream().<List<Sample>>map(stage -> new ArrayList<>()).toList();
        for (int round = 0; round < plan.rounds(); round++) {
            for (int i = 0; i < stages.size(); i++) {
                stages.get(i).measure(plan.leadIn(), stopped);
                samples.get(i).add(stages.get(i).measure(plan.window(), stopped));
                step.run();
            }
        }
        return Results.of(IntStream.range(0, stages.size())
                .mapToObj(i -> figures(stages.get(i), samples.get(i)))
                .toList());
    }

    private static StageFigures figures(Stage stage, List<Sample> samples) {
        return new StageFigures(
                stage.name(),
                stage.key(),
                stage.load() ? stage.turns().size() : 0,
                samples,
                stage.faults().counts());
    }

    /// Cuts off the requests that are under way, of any thread: on a busy machine the last of many takes long.
    /// [#run] goes on with the next window unless it is told to stop.
    public void cutOff() {
        client.close();
    }

    /// Waits for the batches that run, at most one for each thread.
    @Override
    public void close() {
        try {
            client.close();
            clients.close();
            workers.close();
        } finally {
            sessions.close();
        }
    }
}
