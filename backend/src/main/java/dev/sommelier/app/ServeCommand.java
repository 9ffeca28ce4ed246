package dev.sommelier.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Serves the API alone.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serve the API alone, without the page.",
        footer = {"", "Example:", "  ./sommelier serve serve.model=models/pets serve.http.port=9000"})
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() throws InterruptedException {
        Termination termination = new Termination();
        ServiceConfig config = ServiceConfig.of(settings.resolve());
        termination.whenAsked(() -> termination.endWithin(config.longestStop()));
        try (Service service = Service.start(config, termination::check, ServiceLog.of(termination::why))) {
            termination.check();
            service.addresses().print(System.out);
            termination.await();
            return 0;
        } catch (CancellationException e) {
            return termination.exitCode();
        }
    }
}
