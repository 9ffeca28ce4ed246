package dev.sommelier.ui.runs;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.runs.RunEvaluation.Mistake;

/// The wrong answers that were surest, with their photos as far as the training kept them.
final class MistakeGallery extends Div {
    MistakeGallery(RunsBackend backend, String run, RunEvaluation evaluation) {
        addClassName("mistakes");
        int shown = evaluation.mistakes().size();
        add(new H3(Texts.of("runs.mistakes")), new Paragraph(words(evaluation.wrong(), shown)));
        var list = new UnorderedList();
        evaluation.mistakes().forEach(mistake -> list.add(item(backend, run, mistake)));
        if (shown > 0) {
            add(list);
        }
    }

    private static String words(int wrong, int shown) {
        if (wrong == 0) {
            return Texts.of("runs.mistakes.none");
        }
        return shown == wrong ? Texts.of("runs.mistakes.all", wrong) : Texts.of("runs.mistakes.some", wrong, shown);
    }

    private static ListItem item(RunsBackend backend, String run, Mistake mistake) {
        var predicted = new Span(
                Texts.of("runs.mistake.predicted", mistake.predicted(), new Percent(mistake.confidence()).toString()));
        predicted.addClassName("mistake-predicted");
        var truth = new Span(
                Texts.of("runs.mistake.true", mistake.label(), new Percent(mistake.labelConfidence()).toString()));
        var file = new Span(mistake.photo());
        file.addClassName("mistake-file");
        var item = new ListItem(picture(backend, run, mistake), predicted, truth, file);
        item.addClassName("mistake");
        return item;
    }

    private static Component picture(RunsBackend backend, String run, Mistake mistake) {
        var frame = new Div();
        frame.addClassName("mistake-picture");
        if (mistake.picture()) {
            var image = new Image(
                    new MistakePicture(backend, run, mistake.number()), Texts.of("runs.mistake.alt", mistake.photo()));
            image.getElement().setAttribute("loading", "lazy");
            frame.add(image);
        } else {
            frame.setText(Texts.of("runs.mistake.no-picture"));
        }
        return frame;
    }
}
