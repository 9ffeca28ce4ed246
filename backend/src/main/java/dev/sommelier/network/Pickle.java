package dev.sommelier.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes the few opcodes of Python's pickle protocol 2 that a TorchScript archive needs. No library on the JVM
/// writes the persistent ids and class references of that archive.
///
/// @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">the opcodes</a>
final class Pickle {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pickle() {
        op(0x80).op(2);
    }

    private Pickle op(int code) {
        bytes.write(code);
        return this;
    }

    Pickle global(String module, String name) {
        op('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Pickle text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        op('X').int32(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    Pickle integer(int value) {
        return op('J').int32(value);
    }

    Pickle bool(boolean value) {
        return op(value ? 0x88 : 0x89);
    }

    Pickle emptyTuple() {
        return op(')');
    }

    /// What follows, up to [#tuple], becomes one tuple.
    Pickle mark() {
        return op('(');
    }

    Pickle tuple() {
        return op('t');
    }

    /// Calls the function below the argument tuple.
    Pickle call() {
        return op('R');
    }

    /// Replaces the tuple by the object that the reader keeps outside of the pickle.
    Pickle persistentId() {
        return op('Q');
    }

    /// Starts an object of a class; name and value pairs follow, then [#endObject].
    Pickle beginObject(String module, String name) {
        return global(module, name).emptyTuple().op(0x81).op('}').op('(');
    }

    Pickle endObject() {
        return op('u').op('b');
    }

    byte[] finish() {
        op('.');
        return bytes.toByteArray();
    }

    private Pickle int32(int value) {
        return op(value & 255).op(value >>> 8 & 255).op(value >>> 16 & 255).op(value >>> 24 & 255);
    }
}
