package dev.sommelier.ui.runs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Plot.Axis;
import dev.sommelier.ui.part.Plot.HeatMap;
import dev.sommelier.ui.part.Plot.Lines;
import dev.sommelier.ui.part.Plot.Point;
import dev.sommelier.ui.part.Plot.Series;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import java.util.List;

/// How good the model is: its figures, what it takes for what, whether its confidence can be believed, and where it was
/// wrong.
final class EvaluationView extends Div {
    EvaluationView(RunsBackend backend, String run, RunEvaluation evaluation) {
        addClassName("evaluation");
        var charts = new Div(confusion(evaluation), reliability(evaluation));
        charts.addClassName("runs-charts");
        add(
                new Paragraph(Texts.of("runs.evaluation.lead", evaluation.photos(), evaluation.data())),
                headline(evaluation),
                charts,
                new MistakeGallery(backend, run, evaluation));
    }

    private static Div headline(RunEvaluation evaluation) {
        RunEvaluation.Summary summary = evaluation.summary();
        var facts = new Div(
                fact(
                        "runs.evaluation.accuracy",
                        share(summary.accuracy()),
                        Texts.of("runs.evaluation.interval", share(summary.low()), share(summary.high()))),
                fact("runs.evaluation.f1", Wording.value("f1", summary.macroF1()), Texts.of("runs.evaluation.f1-hint")),
                fact(
                        "runs.evaluation.calibration",
                        share(evaluation.calibrationError()),
                        Texts.of("runs.evaluation.calibration-hint")),
                fact(
                        "runs.evaluation.log-loss",
                        Wording.value("log_loss", summary.logLoss()),
                        Texts.of("runs.evaluation.log-loss-hint")),
                fact(
                        "runs.evaluation.brier",
                        Wording.value("brier", summary.brier()),
                        Texts.of("runs.evaluation.brier-hint")));
        facts.addClassName("facts");
        return facts;
    }

    private static String share(double value) {
        return Double.isFinite(value) ? new Percent(value).toString() : Texts.of("runs.none");
    }

    private static Div fact(String label, String value, String hint) {
        var name = new Span(Texts.of(label));
        var figure = new Span(value);
        figure.addClassName("fact-value");
        var more = new Span(hint);
        more.addClassName("fact-hint");
        var fact = new Div(name, figure, more);
        fact.addClassName("fact");
        return fact;
    }

    private static Component confusion(RunEvaluation evaluation) {
        if (evaluation.confusion().isEmpty()) {
            var cells = new Cells(Texts.of("runs.confusions"));
            cells.head(List.of(
                    Texts.of("runs.confusion.truth"),
                    Texts.of("runs.confusion.answer"),
                    Texts.of("runs.confusion.photos")));
            evaluation
                    .confusions()
                    .forEach(each ->
                            cells.row(each.label(), List.of(each.predicted(), Integer.toString(each.count())), -1));
            return cells;
        }
        var chart = new Chart(new HeatMap(
                Texts.of("runs.confusion"),
                Texts.of("runs.confusion.answer"),
                Texts.of("runs.confusion.truth"),
                evaluation.labels(),
                evaluation.labels(),
                evaluation.confusion(),
                Unit.PLAIN));
        evaluation.confusions().stream()
                .findFirst()
                .ifPresent(most ->
                        chart.summarise(Texts.of("runs.confusion.most", most.label(), most.predicted(), most.count())));
        return CurveCharts.panel(chart);
    }

    private static Component reliability(RunEvaluation evaluation) {
        List<Point> seen = evaluation.bins().stream()
                .filter(bin -> bin.photos() > 0)
                .map(bin -> new Point(bin.confidence(), bin.accuracy()))
                .toList();
        var honest = List.of(new Point(0, 0), new Point(1, 1));
        var chart = new Chart(new Lines(
                Texts.of("runs.reliability"),
                new Axis(Texts.of("runs.reliability.confidence"), Unit.SHARE, 0, 1),
                new Axis(Texts.of("runs.reliability.right"), Unit.SHARE, 0, 1),
                List.of(
                        new Series(Texts.of("runs.reliability.model"), seen),
                        new Series(Texts.of("runs.reliability.honest"), honest))));
        chart.summarise(Texts.of("runs.reliability.summary", share(evaluation.calibrationError())));
        return CurveCharts.panel(chart);
    }
}
