package dev.sommelier.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.sommelier.image.Preprocessing;
import java.nio.FloatBuffer;
import java.util.Map;

/// Passes of one thread at a time through an engine session. Reads the images where they lie.
final class OnnxSession implements Session {
    private final OrtSession session;
    private final boolean own;
    private final Preprocessing input;
    private final String name;

    /// @param own whether the engine session ends with this one
    OnnxSession(OrtSession session, boolean own, Preprocessing input) {
        this.session = session;
        this.own = own;
        this.input = input;
        this.name = session.getInputNames().iterator().next();
    }

    @Override
    public Outputs run(FloatBuffer images, int count) {
        FloatBuffer batch = images.duplicate().position(0).limit(Math.multiplyExact(count, input.floats()));
        long[] shape = {count, 3, input.height(), input.width()};
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), batch, shape);
                OrtSession.Result outputs = session.run(Map.of(name, tensor))) {
            return new Outputs(count, floats(outputs, 0), floats(outputs, 1), floats(outputs, 2));
        } catch (OrtException e) {
            throw new IllegalStateException("the engine failed on a batch of " + count, e);
        }
    }

    private static float[] floats(OrtSession.Result outputs, int index) {
        return ((OnnxTensor) outputs.get(index)).getFloatBuffer().array();
    }

    @Override
    public void close() {
        if (own) {
            OnnxNetwork.close(session);
        }
    }
}
