package dev.sommelier.ui.models;

import com.vaadin.flow.component.html.Anchor;
import dev.sommelier.ui.api.ModelVersions.Export;
import dev.sommelier.ui.api.ModelsClient;
import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Texts;
import java.util.concurrent.Executor;

/// Has a file made, then offers it.
final class ExportDialog {
    private ExportDialog() {}

    static void open(String version, Export export, ModelsClient models, Downloads downloads, Executor page) {
        new KeyDialog<Long>(
                        Texts.of("models.export-title", version),
                        Texts.of("models.export-what", export.file()),
                        Texts.of("models.export-go"),
                        key -> models.prepare(version, export.format(), key),
                        (dialog, bytes) -> {
                            var link = new Anchor(
                                    downloads.file(
                                            export.file(),
                                            bytes,
                                            () -> models.file(version, export.format(), dialog.key())),
                                    Texts.of("models.export-take", export.file(), new FileSize(bytes)));
                            link.getElement().setAttribute("download", true);
                            dialog.finish(Texts.of("models.export-ready"), link);
                        },
                        page)
                .open();
    }
}
