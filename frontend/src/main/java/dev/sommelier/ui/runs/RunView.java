package dev.sommelier.ui.runs;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// One of the chosen trainings in full.
final class RunView extends Section {
    private final RunsBackend backend;
    private final Executor page;
    private final Select<String> which = new Select<>();
    private final Div evaluation = new Div();
    private final Div detail = new Div();
    private Map<String, RunRow> runs = Map.of();
    private String shown = "";
    private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> judging = CompletableFuture.completedFuture(null);

    RunView(RunsBackend backend, Executor page) {
        this.backend = backend;
        this.page = page;
        addClassName("run-view");
        which.setLabel(Texts.of("runs.which"));
        which.addValueChangeListener(change -> show(change.getValue()));
        detail.addClassName("run-detail");
        add(new H2(Texts.of("runs.one")), which, evaluation, detail);
    }

    /// What is shown stays as long as it is chosen and nothing of it changes.
    void show(List<RunRow> chosen) {
        Map<String, RunRow> before = runs;
        runs = new LinkedHashMap<>();
        chosen.forEach(row -> runs.put(row.id(), row));
        if (!before.keySet().equals(runs.keySet())) {
            which.setItems(List.copyOf(runs.keySet()));
            which.setValue(runs.containsKey(shown) ? shown : chosen.getFirst().id());
        } else if (changed(before.get(shown), runs.get(shown))) {
            show(shown);
        }
        which.setVisible(runs.size() > 1);
    }

    private static boolean changed(@Nullable RunRow one, @Nullable RunRow other) {
        return one != null
                && other != null
                && (one.epoch() != other.epoch() || !one.state().equals(other.state()));
    }

    void stop() {
        asking.cancel(true);
        judging.cancel(true);
    }

    private void show(@Nullable String id) {
        if (id == null) {
            return;
        }
        stop();
        if (!id.equals(shown)) {
            evaluation.removeAll();
            detail.removeAll();
        }
        shown = id;
        asking = backend.detail(id).thenAcceptAsync(this::showDetail, page);
        judging = backend.evaluation(id).thenAcceptAsync(answer -> showEvaluation(id, answer), page);
    }

    private void showEvaluation(String id, Managed<RunEvaluation> answer) {
        evaluation.removeAll();
        evaluation.add(
                switch (answer) {
                    case Managed.Got<RunEvaluation>(RunEvaluation judged) -> new EvaluationView(backend, id, judged);
                    case Managed.NotThere<RunEvaluation> _ -> quiet(noEvaluation(id));
                    default -> quiet(Texts.of("runs.evaluation.failed"));
                });
    }

    private String noEvaluation(String id) {
        RunRow row = runs.get(id);
        return Texts.of(row != null && row.runs() ? "runs.evaluation.later" : "runs.evaluation.none");
    }

    private static Paragraph quiet(String sentence) {
        var paragraph = new Paragraph(sentence);
        paragraph.addClassName("quiet");
        return paragraph;
    }

    private void showDetail(Managed<RunDetail> answer) {
        detail.removeAll();
        switch (answer) {
            case Managed.Got<RunDetail>(RunDetail run) -> fill(run);
            case Managed.NotThere<RunDetail>(String why) -> detail.add(quiet(why));
            case Managed.Refused<RunDetail>(String why) -> detail.add(quiet(why));
            default -> detail.add(quiet(Texts.of("runs.detail.failed")));
        }
    }

    private void fill(RunDetail run) {
        if (!run.warnings().isEmpty()) {
            var warnings = new UnorderedList();
            run.warnings().forEach(warning -> warnings.add(new ListItem(warning)));
            warnings.addClassName("run-warnings");
            detail.add(warnings);
        }
        detail.add(
                Cells.pairs(Texts.of("runs.detail.facts"), facts(run)),
                folded(Texts.of("runs.detail.settings"), run.config()),
                folded(Texts.of("runs.detail.environment"), run.environment()),
                folded(Texts.of("runs.detail.artefacts"), sizes(run)));
    }

    private static Details folded(String title, Map<String, String> pairs) {
        var cells = Cells.pairs(title, pairs);
        // Its title stands above it already.
        cells.addClassName("untitled");
        return new Details(title, cells);
    }

    private static Map<String, String> facts(RunDetail run) {
        RunRow row = run.row();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Texts.of("runs.state"), Wording.state(row.state()));
        if (!row.reason().isEmpty()) {
            facts.put(Texts.of("runs.reason"), row.reason());
        }
        facts.put(Texts.of("runs.started"), Wording.time(row.started()));
        facts.put(Texts.of("runs.took"), Wording.took(row.seconds()));
        facts.put(Texts.of("runs.epoch"), Integer.toString(row.epoch()));
        row.model().ifPresent(model -> facts.put(Texts.of("runs.model"), model));
        run.best()
                .forEach((name, best) -> facts.put(
                        Texts.of("runs.best", Wording.metric(name)),
                        Texts.of(
                                "runs.best.value", Wording.value(name, best.value()), Integer.toString(best.epoch()))));
        return facts;
    }

    private static Map<String, String> sizes(RunDetail run) {
        Map<String, String> sizes = new LinkedHashMap<>();
        run.artefacts().forEach((name, bytes) -> sizes.put(name, new FileSize(bytes).toString()));
        return sizes;
    }
}
