package dev.sommelier.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files that torch wrote, and such as it would never write, put together by hand.
final class TorchFiles {
    private TorchFiles() {}

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TorchFiles.class.getResourceAsStream("torch/" + name), name)) {
            return in.readAllBytes();
        }
    }

    /// A pickle of one dictionary; the caller writes its keys and values.
    static byte[] dictionary(Consumer<Pickle> entries) {
        Pickle pickle = new Pickle()
                .global("collections", "OrderedDict")
                .emptyTuple()
                .call()
                .mark();
        entries.accept(pickle);
        byte[] ended = pickle.finish();
        ended[ended.length - 1] = 'u';
        return append(ended, new byte[] {'.'});
    }

    /// A tensor of four numbers in a storage named `0`, unless it is stated otherwise.
    static void tensor(Pickle pickle, String type, int count, int offset, int[] shape, int[] strides) {
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark()
                .text("storage")
                .global("torch", type)
                .text("0")
                .text("cpu")
                .integer(count);
        pickle.tuple().persistentId().integer(offset);
        tuple(pickle, shape);
        tuple(pickle, strides);
        pickle.bool(false).global("collections", "OrderedDict").emptyTuple().call();
        pickle.tuple().call();
    }

    private static void tuple(Pickle pickle, int[] values) {
        pickle.mark();
        for (int value : values) {
            pickle.integer(value);
        }
        pickle.tuple();
    }

    /// Of one storage, four floats: 1, 2, 3 and 4.
    static byte[] zip(byte[] pickle) throws IOException {
        return zip(entries(pickle), ZipEntry.STORED);
    }

    static Map<String, byte[]> entries(byte[] pickle) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("archive/data.pkl", pickle);
        entries.put("archive/data/0", four());
        return entries;
    }

    static byte[] four() {
        ByteBuffer four = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        four.asFloatBuffer().put(new float[] {1, 2, 3, 4});
        return four.array();
    }

    static byte[] zip(Map<String, byte[]> entries, int method) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                CRC32 crc = new CRC32();
                crc.update(each.getValue());
                entry.setMethod(method);
                entry.setSize(each.getValue().length);
                entry.setCrc(crc.getValue());
                zip.putNextEntry(entry);
                zip.write(each.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] append(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
