package dev.sommelier.inference;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import java.nio.FloatBuffer;

/// A predictor and the memory of its passes.
final class DjlSession implements Session {
    private final ZooModel<NDList, NDList> model;
    private final Predictor<NDList, NDList> predictor;
    private final Shape image;

    DjlSession(ZooModel<NDList, NDList> model, Shape image) {
        this.model = model;
        this.predictor = model.newPredictor();
        this.image = image;
    }

    @Override
    public Outputs run(FloatBuffer images, int count) {
        FloatBuffer batch = images.duplicate().position(0).limit(Math.toIntExact(count * image.size()));
        try (NDManager memory = model.getNDManager().newSubManager()) {
            NDArray input = memory.create(batch, new Shape(count).addAll(image), DataType.FLOAT32);
            try (NDList outputs = predictor.predict(new NDList(input))) {
                return new Outputs(
                        count,
                        outputs.get(0).toFloatArray(),
                        outputs.get(1).toFloatArray(),
                        outputs.get(2).toFloatArray());
            }
        } catch (TranslateException e) {
            throw new IllegalStateException("the engine failed on a batch of " + count, e);
        }
    }

    @Override
    public void close() {
        predictor.close();
    }
}
