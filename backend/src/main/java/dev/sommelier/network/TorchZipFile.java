package dev.sommelier.network;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A file as torch writes it since 1.6: a zip of stored entries in one folder, with a pickle of the objects and an
/// entry of numbers for each storage. Compressed entries are refused, so nothing can be larger than the file.
///
/// @see <a href="https://pytorch.org/docs/stable/notes/serialization.html">the format</a>
final class TorchZipFile implements TorchStorages {
    static final byte[] MAGIC = {'P', 'K', 3, 4};

    private static final String PICKLE = "/data.pkl";

    private final ZipFile zip;
    private final String folder;
    private final Map<String, ByteBuffer> read = new HashMap<>();
    private final long size;
    /// Bytes that may still be read.
    private long left;

    private TorchZipFile(ZipFile zip, long size) throws IOException {
        this.zip = zip;
        this.size = size;
        this.left = size;
        this.folder = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length())
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("is a zip that torch did not write: it has no data.pkl"));
    }

    static Weights read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new TorchZipFile(zip, Files.size(file)).weights();
        } catch (ZipException | EOFException | RuntimeException e) {
            throw new IOException("is a zip that is cut off or damaged", e);
        }
    }

    private Weights weights() throws IOException {
        if (zip.getEntry(folder + "/constants.pkl") != null) {
            throw new IOException("is a TorchScript program and not weights alone. Save those in Python: "
                    + "torch.save(model.state_dict(), \"weights.pth\")");
        }
        if (zip.getEntry(folder + "/byteorder") != null && !byteOrder().equals("little")) {
            throw new IOException("was written by a big-endian machine, which is not read here");
        }
        byte[] pickle = entry("data.pkl");
        return StateDict.read(new TorchPickle().read(new ByteArrayInputStream(pickle)), this, 2 * size);
    }

    private String byteOrder() throws IOException {
        return new String(entry("byteorder"), StandardCharsets.US_ASCII).strip();
    }

    @Override
    public ByteBuffer bytes(TorchStorage storage) throws IOException {
        ByteBuffer known = read.get(storage.key());
        if (known == null) {
            known = ByteBuffer.wrap(entry("data/" + storage.key())).order(ByteOrder.LITTLE_ENDIAN);
            read.put(storage.key(), known);
        }
        if (storage.count() > known.capacity() || storage.bytes() != known.capacity()) {
            throw new IOException("needs a storage of %,d numbers, and it has %,d bytes"
                    .formatted(storage.count(), known.capacity()));
        }
        return known;
    }

    private byte[] entry(String name) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "/" + name);
        if (entry == null) {
            throw new IOException("has no entry " + TorchGlobals.shown(name));
        }
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new IOException("has a compressed entry %s, and torch does not compress".formatted(entry.getName()));
        }
        // Entries may overlap, so that a small file could be read for ever.
        left -= entry.getSize();
        if (left < 0) {
            throw new IOException("has entries that take more than the whole file");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return checked(entry, in.readNBytes(Math.toIntExact(entry.getSize())));
        }
    }

    private static byte[] checked(ZipEntry entry, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (bytes.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new IOException("is damaged in its entry " + TorchGlobals.shown(entry.getName()));
        }
        return bytes;
    }
}
