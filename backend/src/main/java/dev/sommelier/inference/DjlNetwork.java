package dev.sommelier.inference;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.nio.file.Path;

/// A network behind DJL.
final class DjlNetwork extends EngineNetwork {
    private final ZooModel<NDList, NDList> model;

    private DjlNetwork(ZooModel<NDList, NDList> model, EngineFormat format, Device device, Preprocessing input) {
        super(format, device, input);
        this.model = model;
    }

    static DjlNetwork load(Bundle bundle, EngineFormat format, Device device, EngineConfig config) {
        CompiledBundle compiled = CompiledBundle.of(bundle, format, device, config.cache());
        try {
            ZooModel<NDList, NDList> model =
                    DeepStack.run(criteria(compiled.file(), format, device, Math.max(1, config.threads()))::loadModel);
            return new DjlNetwork(model, format, device, bundle.card().preprocessing());
        } catch (IOException | RuntimeException e) {
            throw cannotLoad(bundle, format, device, e);
        }
    }

    /// @param file that the engine loads
    static Criteria<NDList, NDList> criteria(Path file, EngineFormat format, Device device, int threads) {
        if (format == EngineFormat.PYTORCH) {
            // libtorch has one thread count for the whole process, and DJL reads it from here when it loads.
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        }
        return Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine(format.djlName())
                .optDevice(device)
                .optModelPath(file)
                .optTranslator(new NoopTranslator())
                .optOption("intraOpNumThreads", Integer.toString(threads))
                .optOption("interOpNumThreads", "1")
                .build();
    }

    @Override
    public Session open() {
        return new DjlSession(model, new Shape(3, input.height(), input.width()));
    }

    @Override
    public void close() {
        model.close();
    }
}
