package dev.sommelier.predict;

/// An output that a client wants, and how.
///
/// @param binary after the JSON instead of in it
/// @param classes so many of the most probable classes as text instead of the tensor; 0 for the tensor
record WantedOutput(Name name, boolean binary, int classes) {

    /// The outputs that there are.
    enum Name {
        /// FP32 `(N, C)`, calibrated.
        PROBABILITIES("probabilities"),
        /// BYTES `(N)`, the most probable class.
        LABEL("label");

        private final String text;

        Name(String text) {
            this.text = text;
        }

        /// As clients write it.
        @Override
        public String toString() {
            return text;
        }
    }
}
