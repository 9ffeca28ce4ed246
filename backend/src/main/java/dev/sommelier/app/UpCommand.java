package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Serves the API and the page.
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Serve the API and the page; Ctrl-C stops both.",
        footer = {"", "Example:", "  ./sommelier up serve.http.port=9000 ui.port=9001"})
final class UpCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOption settings = new SettingsOption();

    @Override
    public Integer call() throws InterruptedException {
        Termination termination = new Termination();
        Settings resolved = settings.resolve();
        ServiceConfig config = ServiceConfig.of(resolved);
        termination.whenAsked(() -> termination.endWithin(config.longestStop().plus(PageProcess.LONGEST_STOP)));
        try (Service service = Service.start(config, termination::check, ServiceLog.of(termination::why));
                PageProcess page = PageProcess.start(resolved, service.addresses(), termination)) {
            if (termination.asked()) {
                return page.failed() ? 1 : termination.exitCode();
            }
            service.addresses().print(System.out);
            System.out.println("Page    " + page.address());
            System.out.println("Ctrl-C stops both.");
            termination.await();
            return page.failed() ? 1 : 0;
        } catch (CancellationException e) {
            return termination.exitCode();
        } catch (Failure.CannotStart e) {
            // Ctrl-C reaches the page too, and during the start it looks as if the page could not come up.
            if (termination.asked()) {
                return termination.exitCode();
            }
            throw e;
        }
    }
}
