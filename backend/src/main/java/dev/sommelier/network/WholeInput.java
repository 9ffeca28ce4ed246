package dev.sommelier.network;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Throws [EOFException] where another stream would say that it has ended.
final class WholeInput extends FilterInputStream {
    WholeInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        return there(super.read());
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return there(super.read(bytes, from, length));
    }

    private static int there(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }
}
