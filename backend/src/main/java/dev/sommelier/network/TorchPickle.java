package dev.sommelier.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

/// Reads a pickle of tensors as torch writes it, without doing what it asks for: it may name nothing but
/// [TorchGlobals], and only opcodes that torch writes are taken.
///
/// The library by itself would build any class that it knows, call `__setstate__` by reflection, reserve what a
/// length claims, and hash objects that hold themselves.
///
/// @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">the opcodes</a>
final class TorchPickle extends Unpickler {
    /// A network of 1000 layers with its optimizer's state takes about 150,000.
    private static final int MAX_STEPS = 500_000;

    private final Map<String, TorchStorage> storages = new HashMap<>();
    private int steps;

    /// Reads up to the pickle's end, and not a byte more.
    ///
    /// @param in knows how many bytes are left, and can be reset
    /// @throws IOException that says what is wrong
    Object read(InputStream in) throws IOException {
        try {
            return load(new WholeInput(in));
        } catch (EOFException e) {
            throw new IOException("is cut off in its pickle", e);
        } catch (PickleException e) {
            throw new IOException("is damaged in its pickle: " + TorchGlobals.shown(String.valueOf(e.getMessage())), e);
        } catch (RuntimeException e) {
            // What the library throws where an object is missing or not of the kind that an opcode needs.
            throw new IOException("is damaged in its pickle", e);
        }
    }

    /// Those that the pickles named so far, by key.
    Map<String, TorchStorage> storages() {
        return Collections.unmodifiableMap(storages);
    }

    @Override
    protected Object dispatch(short opcode) throws IOException {
        if (++steps > MAX_STEPS) {
            throw new IOException("has a pickle of more than %,d steps, too many for weights".formatted(MAX_STEPS));
        }
        switch (opcode) {
            case Opcodes.GLOBAL -> global(PickleUtils.readline(input), PickleUtils.readline(input));
            case Opcodes.INST -> throw TorchPickle.instance(PickleUtils.readline(input), PickleUtils.readline(input));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                global((String) stack.pop(), name);
            }
            case Opcodes.EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                set(Arrays.asList(stack.pop(), value));
            }
            case Opcodes.SETITEMS -> set(stack.pop_all_since_marker());
            case Opcodes.APPENDS -> {
                List<Object> items = stack.pop_all_since_marker();
                list().addAll(items);
            }
            case Opcodes.BUILD -> leaveOut(stack.pop());
            default -> {
                return plain(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    /// Opcodes whose effect in the library is bounded by their own length.
    private Object plain(short opcode) throws IOException {
        return switch (opcode) {
            case Opcodes.BINUNICODE, Opcodes.BINSTRING, Opcodes.BINBYTES -> {
                checkLength();
                yield super.dispatch(opcode);
            }
            case Opcodes.PROTO,
                    Opcodes.FRAME,
                    Opcodes.MARK,
                    Opcodes.STOP,
                    Opcodes.NONE,
                    Opcodes.NEWTRUE,
                    Opcodes.NEWFALSE,
                    Opcodes.BININT,
                    Opcodes.BININT1,
                    Opcodes.BININT2,
                    Opcodes.LONG1,
                    Opcodes.BINFLOAT,
                    Opcodes.SHORT_BINSTRING,
                    Opcodes.SHORT_BINUNICODE,
                    Opcodes.SHORT_BINBYTES,
                    Opcodes.EMPTY_TUPLE,
                    Opcodes.TUPLE,
                    Opcodes.TUPLE1,
                    Opcodes.TUPLE2,
                    Opcodes.TUPLE3,
                    Opcodes.EMPTY_LIST,
                    Opcodes.APPEND,
                    Opcodes.BINPUT,
                    Opcodes.LONG_BINPUT,
                    Opcodes.MEMOIZE,
                    Opcodes.BINGET,
                    Opcodes.LONG_BINGET,
                    Opcodes.BINPERSID,
                    Opcodes.REDUCE -> super.dispatch(opcode);
            default ->
                throw new IOException(
                        "has opcode 0x%02x in its pickle, which torch does not write: it is damaged, or no file of torch"
                                .formatted(opcode));
        };
    }

    private void global(String module, String name) throws IOException {
        stack.add(TorchGlobals.find(module, name));
    }

    /// None of the allowed names is an old-style class, so this one is not allowed either.
    private static IOException instance(String module, String name) throws IOException {
        TorchGlobals.find(module, name);
        return new IOException("is damaged in its pickle");
    }

    /// The library would reserve the memory first.
    private void checkLength() throws IOException {
        input.mark(4);
        int length = PickleUtils.bytes_to_integer(PickleUtils.readbytes(input, 4));
        if (length < 0 || length > input.available()) {
            throw new IOException("is cut off or damaged in its pickle");
        }
        input.reset();
    }

    @SuppressWarnings("unchecked")
    private void set(List<Object> keysAndValues) {
        Map<Object, Object> dictionary = (Map<Object, Object>) stack.peek();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            TorchGlobals.put(dictionary, keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private List<Object> list() {
        return (List<Object>) stack.peek();
    }

    /// An ordered dictionary's attributes: torch notes there which version of each layer wrote it.
    private void leaveOut(Object attributes) {
        if (!(attributes instanceof Map && stack.peek() instanceof Map)) {
            throw new PickleException("attributes for an object that can have none");
        }
    }

    /// `("storage", type, key, device, count)`; until 2018 a view, mostly none, came last.
    @Override
    protected Object persistentLoad(Object pid) {
        Object[] id = (Object[]) pid;
        if (!"storage".equals(id[0]) || (id.length > 5 && id[5] != null)) {
            throw new PickleException("a storage in a form that is not read here");
        }
        TorchStorage storage = new TorchStorage((StorageType) id[1], (String) id[2], TorchGlobals.number(id[4]));
        TorchStorage known = storages.putIfAbsent(storage.key(), storage);
        if (storage.count() < 0 || (known != null && !known.equals(storage))) {
            throw new PickleException("a storage that is named in two ways, or has a negative size");
        }
        return storage;
    }
}
