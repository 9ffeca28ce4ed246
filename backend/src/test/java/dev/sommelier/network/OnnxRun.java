package dev.sommelier.network;

import ai.djl.engine.Engine;
import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// ONNX Runtime by itself, on one thread.
final class OnnxRun {
    private OnnxRun() {}

    /// The outputs by name.
    static Map<String, float[]> outputs(byte[] model, float[] images, long... shape) throws OrtException {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(model, options);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input))) {
            Map<String, float[]> outputs = new HashMap<>();
            for (Map.Entry<String, ?> output : result) {
                outputs.put(
                        output.getKey(),
                        ((OnnxTensor) output.getValue()).getFloatBuffer().array());
            }
            return outputs;
        }
    }

    /// The types of the operations that are really run.
    static List<String> operations(byte[] model, Path file) throws OrtException, IOException {
        OrtEnvironment environment = environment();
        try (OrtSession.SessionOptions options = options()) {
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
            options.setOptimizedModelFilePath(file.toString());
            environment.createSession(model, options).close();
        }
        return OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file)).getGraph().getNodeList().stream()
                .map(OnnxMl.NodeProto::getOpType)
                .toList();
    }

    /// There is one in a process, and DJL wants to be the one that makes it.
    private static OrtEnvironment environment() {
        Engine.getEngine("OnnxRuntime");
        return OrtEnvironment.getEnvironment();
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }
}
