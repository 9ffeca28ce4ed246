package dev.sommelier.inference;

/// A decoded photo that waits for its forward pass.
///
/// @param slot where its pixels lie
/// @param since when it was decoded, [System#nanoTime]
/// @param queued time that it waited before decoding, ns
/// @param decoding time that decoding took, ns
record Waiting(Slots.Slot slot, Picture picture, long since, long queued, long decoding, Order order)
        implements AutoCloseable {

    Answer answer() {
        return order.answer();
    }

    /// Once, when nobody looks at the pixels any more.
    @Override
    public void close() {
        slot.close();
    }
}
