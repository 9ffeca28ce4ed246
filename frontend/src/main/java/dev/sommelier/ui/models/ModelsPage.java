package dev.sommelier.ui.models;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import dev.sommelier.ui.api.BackendState;
import dev.sommelier.ui.api.BackendWatch;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.api.ModelVersions;
import dev.sommelier.ui.api.ModelsClient;
import dev.sommelier.ui.part.BackendNotice;
import dev.sommelier.ui.part.PageHeading;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.UiLock;
import dev.sommelier.ui.part.Vacancy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The versions that there are, as cards. Every open page sees when another one answers.
@Route("models")
@Menu(title = "models.menu", order = 30)
@StyleSheet("models.css")
public final class ModelsPage extends Div implements HasDynamicTitle {
    private final ModelsClient models;
    private final BackendWatch watch;
    private final Downloads downloads;
    private final Executor page;
    private final BackendNotice notice;
    private final Div list = new Div();
    private final Paragraph said = new Paragraph();
    private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);
    private BackendState seen = new BackendState.Unknown();
    private Runnable stopListening = () -> {};

    public ModelsPage(ModelsClient models, BackendWatch watch, Downloads downloads) {
        this.models = models;
        this.watch = watch;
        this.downloads = downloads;
        this.page = UiLock.of(UI.getCurrent());
        this.notice =
                new BackendNotice(page, watch::lookNow, Texts.of("models.away"), Texts.of("models.getting-ready"));
        addClassName("models");
        list.addClassName("versions");
        said.addClassName("only-heard");
        said.getElement().setAttribute("role", "status");
        add(new PageHeading(Texts.of("models.title"), Texts.of("models.lead")), notice, said, list);
        if (!models.isManaged()) {
            addComponentAtIndex(1, new Paragraph(Texts.of("models.not-managed")));
        }
        list.add(Vacancy.loading(Texts.of("models.loading"), Texts.of("models.loading-why")));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
        stopListening = watch.listen(state -> page.execute(() -> show(state)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stopListening.run();
        asking.cancel(true);
    }

    /// Another model answers, or the backend is back.
    private void show(BackendState state) {
        notice.show(state);
        if (state instanceof BackendState.Up && !state.equals(seen) && !(seen instanceof BackendState.Unknown)) {
            load();
        }
        seen = state;
    }

    private void load() {
        asking.cancel(true);
        var answer = models.list();
        asking = answer;
        var _ = answer.thenAcceptAsync(this::show, page);
    }

    private void show(Managed<ModelVersions> answer) {
        list.removeAll();
        switch (answer) {
            case Managed.Got<ModelVersions>(var versions) -> show(versions);
            case Managed.NotAllowed<ModelVersions>(var why) -> trouble(why);
            case Managed.NotThere<ModelVersions>(var why) -> trouble(why);
            case Managed.Refused<ModelVersions>(var why) -> trouble(why);
            case Managed.Failed<ModelVersions>(var why) -> trouble(why);
            case Managed.Unreachable<ModelVersions>() -> trouble(Texts.of("models.unreachable"));
            case Managed.Off<ModelVersions>() -> trouble(Texts.of("models.not-managed"));
        }
    }

    private void trouble(String why) {
        list.add(Vacancy.trouble(
                Texts.of("models.trouble"), why, new Button(Texts.of("common.look-again"), click -> load())));
    }

    private void show(ModelVersions versions) {
        if (versions.versions().isEmpty()) {
            list.add(Vacancy.empty(Texts.of("models.none"), Texts.of("models.none-why")));
        }
        for (var version : versions.versions()) {
            list.add(new VersionCard(
                    version, version.version().equals(versions.previous()), models, downloads, page, this::activated));
        }
        if (versions.older() > 0) {
            list.add(new Paragraph(Texts.of("models.older", versions.older())));
        }
    }

    private void activated(String version) {
        said.setText(Texts.of("models.activated", version));
        load();
        watch.lookNow();
    }

    @Override
    public String getPageTitle() {
        return Texts.of("models.page-title");
    }
}
