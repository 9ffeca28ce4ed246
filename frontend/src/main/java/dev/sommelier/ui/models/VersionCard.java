package dev.sommelier.ui.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.api.ModelVersions.Export;
import dev.sommelier.ui.api.ModelVersions.Origin;
import dev.sommelier.ui.api.ModelVersions.Tested;
import dev.sommelier.ui.api.ModelVersions.Version;
import dev.sommelier.ui.api.ModelsClient;
import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Texts;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// One version: its figures, its origin, and what can be done with it.
final class VersionCard extends Div {
    /// As many as people compare of a hash.
    private static final int SHORT = 12;

    private final Version version;
    private final ModelsClient models;
    private final Downloads downloads;
    private final Executor page;

    /// @param previous whether it answered before the one that does now
    /// @param onActivated told the version
    VersionCard(
            Version version,
            boolean previous,
            ModelsClient models,
            Downloads downloads,
            Executor page,
            Consumer<String> onActivated) {
        this.version = version;
        this.models = models;
        this.downloads = downloads;
        this.page = page;
        addClassNames("panel", "version");
        var title = new H2(Texts.of("models.version", version.version()));
        title.setId("version-" + version.version());
        getElement().setAttribute("role", "article");
        getElement().setAttribute("aria-labelledby", "version-" + version.version());
        getElement().setAttribute("data-live", version.live());
        add(head(title, previous));
        if (!version.usable()) {
            add(reason());
        }
        if (!version.name().isEmpty()) {
            add(figures(), origin(version.origin()), actions(previous, onActivated));
        }
    }

    private Component head(H2 title, boolean previous) {
        var head = new Div(title);
        head.addClassName("version-head");
        if (version.live()) {
            head.add(badge("models.live", "good"));
        } else if (previous) {
            head.add(badge("models.previous", "quiet"));
        }
        if (!version.usable()) {
            head.add(badge("models.unusable", "bad"));
        }
        return head;
    }

    private static Span badge(String key, String tone) {
        var badge = new Span(Texts.of(key));
        badge.addClassNames("badge", tone);
        return badge;
    }

    private Paragraph reason() {
        var reason = new Paragraph(version.reason());
        reason.addClassName("reason");
        return reason;
    }

    private Component figures() {
        var list = new DescriptionList();
        list.addClassName("figures");
        version.tested().ifPresentOrElse(tested -> tested(list, tested), () -> fact(list, "models.accuracy", "–", ""));
        if (Double.isFinite(version.threshold())) {
            fact(list, "models.familiarity", Texts.of("models.yes"), Texts.of("models.familiarity-is"));
        } else {
            fact(list, "models.familiarity", Texts.of("models.no"), "");
        }
        fact(
                list,
                "models.classes",
                Integer.toString(version.labels().size()),
                String.join(", ", version.labels().stream().limit(SHORT).toList()));
        return list;
    }

    private static void tested(DescriptionList list, Tested tested) {
        fact(
                list,
                "models.accuracy",
                new Percent(tested.accuracy()).toString(),
                Double.isNaN(tested.low())
                        ? ""
                        : Texts.of(
                                "models.interval",
                                new Percent(tested.low()).toString(),
                                new Percent(tested.high()).toString()));
        fact(
                list,
                "models.photos",
                Integer.toString(tested.photos()),
                Texts.of(tested.crossValidated() ? "models.cross-validated" : "models.kept-back"));
        fact(
                list,
                "models.calibration",
                Double.isNaN(tested.calibrationError()) ? "–" : new Percent(tested.calibrationError()).toString(),
                Texts.of("models.calibration-is"));
    }

    private static void fact(DescriptionList list, String key, String value, String detail) {
        var figure = new DescriptionList.Description(new Span(value));
        if (!detail.isEmpty()) {
            var small = new Span(detail);
            small.addClassName("detail");
            figure.add(small);
        }
        list.add(new Div(new DescriptionList.Term(Texts.of(key)), figure));
    }

    private Component origin(Origin origin) {
        var list = new DescriptionList();
        list.addClassName("origin");
        line(list, "models.created", time(origin.created()));
        line(list, "models.run", origin.run());
        line(list, "models.data", cut(origin.dataset()));
        line(list, "models.seed", origin.seed());
        line(list, "models.commit", cut(origin.commit()));
        line(list, "models.architecture", version.architecture());
        if (version.thumbnails()) {
            line(list, "models.thumbnails", Texts.of("models.thumbnails-are"));
        }
        return list;
    }

    /// The minute will do; what is no time stays as it is.
    private static String time(String created) {
        return created.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ")
                ? created.substring(0, 16).replace('T', ' ') + " UTC"
                : created;
    }

    private static String cut(String hash) {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }

    private static void line(DescriptionList list, String key, String value) {
        if (!value.isEmpty()) {
            list.add(
                    new Div(new DescriptionList.Term(Texts.of(key)), new DescriptionList.Description(new Span(value))));
        }
    }

    private Component actions(boolean previous, Consumer<String> onActivated) {
        var actions = new Div();
        actions.addClassName("actions");
        if (!version.live() && models.isManaged()) {
            String key = previous ? "models.go-back" : "models.activate";
            var activate = new Button(
                    Texts.of(key, version.version()),
                    click -> ActivationDialog.open(version.version(), models, page, onActivated));
            activate.addThemeVariants(ButtonVariant.PRIMARY);
            actions.add(activate);
        }
        if (version.evaluated()) {
            actions.add(evaluation());
        }
        if (models.isManaged() && !version.exports().isEmpty()) {
            var label = new Span(Texts.of("models.export-as"));
            label.addClassName("export-as");
            actions.add(label);
            version.exports().forEach(export -> actions.add(export(export)));
        }
        return actions;
    }

    private Button evaluation() {
        var view = new EvaluationView(version.version(), models, downloads, page);
        var button = new Button(Texts.of("models.evaluation"));
        name(button, "models.evaluation-of");
        button.getElement().setAttribute("aria-expanded", "false");
        button.addClickListener(click -> {
            boolean open = view.getParent().isEmpty();
            button.getElement().setAttribute("aria-expanded", Boolean.toString(open));
            if (open) {
                add(view);
            } else {
                remove(view);
            }
        });
        return button;
    }

    private Button export(Export export) {
        String words = Texts.of(
                switch (export.format()) {
                    case "onnx" -> "models.export.onnx";
                    case "torchscript" -> "models.export.torchscript";
                    case "int8" -> "models.export.int8";
                    default -> "models.export.other";
                });
        String size = export.bytes() > 0 ? ", " + new FileSize(export.bytes()) : "";
        var button = new Button(
                words + size, click -> ExportDialog.open(version.version(), export, models, downloads, page));
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(Texts.of("models.export-of", version.version(), words + size));
        return button;
    }

    private void name(Button button, String key) {
        button.setAriaLabel(Texts.of(key, version.version()));
    }
}
