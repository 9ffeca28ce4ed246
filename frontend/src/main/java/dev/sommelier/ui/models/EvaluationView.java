package dev.sommelier.ui.models;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.api.ModelEvaluation;
import dev.sommelier.ui.api.ModelEvaluation.Bin;
import dev.sommelier.ui.api.ModelsClient;
import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Plot;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import dev.sommelier.ui.part.Vacancy;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// How a version did: what is taken for what, whether its confidence can be believed, class by class. Asks when it is
/// opened.
final class EvaluationView extends Div {
    private final String version;
    private final ModelsClient models;
    private final Downloads downloads;
    private final Executor page;
    private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);

    EvaluationView(String version, ModelsClient models, Downloads downloads, Executor page) {
        this.version = version;
        this.models = models;
        this.downloads = downloads;
        this.page = page;
        addClassName("evaluation");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        removeAll();
        add(Vacancy.loading(Texts.of("models.evaluation-loading"), ""));
        var answer = models.evaluation(version);
        asking = answer;
        var _ = answer.thenAcceptAsync(this::show, page);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        asking.cancel(true);
    }

    private void show(Managed<ModelEvaluation> answer) {
        removeAll();
        switch (answer) {
            case Managed.Got<ModelEvaluation>(var evaluation) ->
                add(charts(evaluation), new ClassTable(evaluation.classes()), report());
            case Managed.NotAllowed<ModelEvaluation>(var why) -> trouble(why);
            case Managed.NotThere<ModelEvaluation>(var why) -> trouble(why);
            case Managed.Refused<ModelEvaluation>(var why) -> trouble(why);
            case Managed.Failed<ModelEvaluation>(var why) -> trouble(why);
            case Managed.Unreachable<ModelEvaluation>() -> trouble(Texts.of("models.unreachable"));
            case Managed.Off<ModelEvaluation>() -> trouble(Texts.of("models.not-managed"));
        }
    }

    private void trouble(String why) {
        add(Vacancy.trouble(Texts.of("models.evaluation-trouble"), why));
    }

    private static Component charts(ModelEvaluation evaluation) {
        var charts = new Div(confusion(evaluation), reliability(evaluation.bins()));
        charts.addClassName("charts");
        return charts;
    }

    private static Chart confusion(ModelEvaluation evaluation) {
        List<String> labels = evaluation.classes().stream()
                .map(ModelEvaluation.ClassFigures::label)
                .toList();
        var chart = new Chart(new Plot.HeatMap(
                Texts.of("models.confusion"),
                Texts.of("models.confusion-columns"),
                Texts.of("models.confusion-rows"),
                labels,
                labels,
                evaluation.confusion().stream()
                        .map(row -> row.stream().map(Integer::doubleValue).toList())
                        .toList(),
                Unit.PLAIN));
        evaluation.classes().stream()
                .filter(of -> !Double.isNaN(of.recall()))
                .min(Comparator.comparingDouble(ModelEvaluation.ClassFigures::recall))
                .ifPresent(worst -> chart.summarise(
                        Texts.of("models.confusion-says", worst.label(), new Percent(worst.recall()).toString())));
        return chart;
    }

    private static Chart reliability(List<Bin> bins) {
        var share = new Plot.Axis(Texts.of("models.reliability-y"), Unit.SHARE, 0, 1);
        var chart = new Chart(new Plot.Lines(
                Texts.of("models.reliability"),
                new Plot.Axis(Texts.of("models.reliability-x"), Unit.SHARE, 0, 1),
                share,
                List.of(
                        new Plot.Series(
                                Texts.of("models.reliability-model"),
                                bins.stream()
                                        .filter(bin -> bin.photos() > 0)
                                        .map(bin -> new Plot.Point(bin.confidence(), bin.accuracy()))
                                        .toList()),
                        new Plot.Series(
                                Texts.of("models.reliability-honest"),
                                List.of(new Plot.Point(0, 0), new Plot.Point(1, 1))))));
        chart.summarise(Texts.of("models.reliability-says"));
        return chart;
    }

    private Component report() {
        var link = new Anchor(
                downloads.page(() -> models.report(version)), AttachmentType.INLINE, Texts.of("models.report"));
        link.setTarget("_blank");
        link.getElement().setAttribute("rel", "noopener");
        return new Paragraph(link);
    }
}
