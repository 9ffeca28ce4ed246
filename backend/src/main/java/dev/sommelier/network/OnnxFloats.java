package dev.sommelier.network;

import java.util.List;

/// Everything in 32-bit floats.
record OnnxFloats(Weights weights) implements OnnxNumbers {

    @Override
    public String operand(String value) {
        return value;
    }

    @Override
    public List<String> parameters(OnnxModel out, Op op) {
        return op.parameters().stream()
                .filter(p -> p.kind() != Parameter.Kind.COUNTER)
                .map(p -> out.floats(p.name(), p.shape(), weights.get(p.name()).values()))
                .toList();
    }

    @Override
    public boolean absorbs(Op op) {
        return false;
    }

    @Override
    public void store(OnnxModel out, String value, String from) {}
}
