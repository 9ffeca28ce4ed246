package dev.sommelier.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// A file as torch wrote it before 1.6, torchvision's older weights among them: pickles of a magic number, the
/// format's version, the machine, the objects and the keys of the storages, and then each storage: its count of
/// numbers as an int64, and the numbers.
///
/// @see <a href="https://github.com/pytorch/pytorch/blob/main/torch/serialization.py">_legacy_load</a>
final class TorchLegacyFile {
    /// The pickle of 0x1950a86a20f9469cfc6c.
    static final byte[] MAGIC = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa850192e");

    private static final long VERSION = 1001;

    private TorchLegacyFile() {}

    /// @param content begins with [#MAGIC]
    static Weights read(byte[] content) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(content, MAGIC.length, content.length - MAGIC.length);
        checkMachine(new TorchPickle().read(in), new TorchPickle().read(in));
        TorchPickle pickle = new TorchPickle();
        Object root = pickle.read(in);
        Object keys = new TorchPickle().read(in);
        if (!(keys instanceof List<?> list)) {
            throw new IOException("is damaged: it does not list its storages");
        }
        ByteBuffer rest = ByteBuffer.wrap(content, content.length - in.available(), in.available());
        Map<String, ByteBuffer> storages = storages(list, pickle.storages(), rest.order(ByteOrder.LITTLE_ENDIAN));
        return StateDict.read(root, storage -> find(storage, storages), 2L * content.length);
    }

    private static void checkMachine(Object version, Object machine) throws IOException {
        if (!(version instanceof Number number) || number.longValue() != VERSION) {
            throw new IOException("is of a version of torch's format that is not read here");
        }
        if (!(machine instanceof Map<?, ?> facts) || !Boolean.TRUE.equals(facts.get("little_endian"))) {
            throw new IOException("was written by a big-endian machine, which is not read here");
        }
    }

    private static Map<String, ByteBuffer> storages(List<?> keys, Map<String, TorchStorage> known, ByteBuffer rest)
            throws IOException {
        Map<String, ByteBuffer> storages = new HashMap<>();
        for (Object key : keys) {
            TorchStorage storage = key instanceof String name ? known.get(name) : null;
            if (storage == null || rest.remaining() < Long.BYTES || rest.getLong() != storage.count()) {
                throw new IOException("is cut off or damaged between its storages");
            }
            if (storage.count() > rest.remaining() || storage.bytes() > rest.remaining()) {
                throw new IOException(
                        "is cut off: a storage of %,d bytes has %,d left".formatted(storage.bytes(), rest.remaining()));
            }
            int length = (int) storage.bytes();
            storages.put(storage.key(), rest.slice(rest.position(), length).order(ByteOrder.LITTLE_ENDIAN));
            rest.position(rest.position() + length);
        }
        return storages;
    }

    private static ByteBuffer find(TorchStorage storage, Map<String, ByteBuffer> storages) throws IOException {
        ByteBuffer bytes = storages.get(storage.key());
        if (bytes == null) {
            throw new IOException("has no numbers");
        }
        return bytes;
    }
}
