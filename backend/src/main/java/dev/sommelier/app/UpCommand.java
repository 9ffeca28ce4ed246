package dev.sommelier.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Serves the API and the page.
@Command(
        name = "up",
        description = "Serve the API and the page; Ctrl-C stops both.",
        footer = {"", "Example:", "  ./sommelier up serve.http.port=9000 ui.port=9001"})
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() throws InterruptedException {
        Termination termination = new Termination();
        Settings resolved = settings.resolve();
        try (Service service = Service.start(ServiceConfig.of(resolved));
                PageProcess page = PageProcess.start(resolved, service.address(), termination)) {
            System.out.println("API   " + service.address());
            System.out.println("Page  " + page.address());
            System.out.println("Ctrl-C stops both.");
            termination.await();
            return page.failed() ? 1 : 0;
        }
    }
}
