package io.qmp.api.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object: an unmodifiable map in the order of insertion, kept in two arrays.
 *
 * <p>Nearly all objects of QMP have a handful of members. Looking through a few names is faster than hashing, and an
 * object then costs three allocations instead of one for each member. Beyond {@value #FEW} members a {@link NameIndex}
 * is kept beside the arrays.
 */
final class Members extends AbstractMap<String, QmpValue> {
    private static final int FEW = 8;
    /** For so many members there is room at first. */
    private static final int FIRST_ROOM = 4;

    private static final String[] NO_NAMES = {};
    private static final QmpValue[] NO_VALUES = {};
    private static final Members NONE = new Members(NO_NAMES, NO_VALUES, 0, null);

    private final String[] names;
    private final QmpValue[] values;
    private final int size;
    private final @Nullable NameIndex index;

    private Members(String[] names, QmpValue[] values, int size, @Nullable NameIndex index) {
        this.names = names;
        this.values = values;
        this.size = size;
        this.index = index;
    }

    static Members copyOf(Map<String, QmpValue> map) {
        if (map instanceof Members members) {
            return members;
        }
        Collector collector = new Collector();
        map.forEach(collector::add);
        return collector.collect();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public @Nullable QmpValue get(@Nullable Object name) {
        int position = name instanceof String text ? position(text, names, size, index) : -1;
        return position < 0 ? null : values[position];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return get(name) != null;
    }

    /** Without making an entry of each member. */
    @Override
    public void forEach(BiConsumer<? super String, ? super QmpValue> action) {
        for (int i = 0; i < size; i++) {
            action.accept(names[i], values[i]);
        }
    }

    @Override
    public Set<Entry<String, QmpValue>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return size;
            }

            @Override
            public Iterator<Entry<String, QmpValue>> iterator() {
                return new EntryIterator();
            }
        };
    }

    /** The position of a name, or -1. */
    private static int position(String name, String[] names, int size, @Nullable NameIndex index) {
        if (index == null) {
            for (int i = 0; i < size; i++) {
                if (names[i].equals(name)) {
                    return i;
                }
            }
            return -1;
        }
        return index.find(name, names);
    }

    private final class EntryIterator implements Iterator<Entry<String, QmpValue>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Entry<String, QmpValue> next() {
            if (next >= size) {
                throw new NoSuchElementException();
            }
            Entry<String, QmpValue> entry = new SimpleImmutableEntry<>(names[next], values[next]);
            next++;
            return entry;
        }
    }

    /** Grows the arrays of one {@link Members}, then gives them away. */
    static final class Collector {
        private String[] names = NO_NAMES;
        private QmpValue[] values = NO_VALUES;
        private int size;
        private @Nullable NameIndex index;

        boolean add(String name, QmpValue value) {
            if (position(name, names, size, index) >= 0) {
                return false;
            }
            if (size == names.length) {
                int capacity = Math.max(FIRST_ROOM, size * 2);
                names = size == 0 ? new String[capacity] : Arrays.copyOf(names, capacity);
                values = size == 0 ? new QmpValue[capacity] : Arrays.copyOf(values, capacity);
            }
            names[size] = name;
            values[size] = Objects.requireNonNull(value, name);
            size++;
            if (index != null && index.hasRoomFor(size)) {
                index.add(names, size - 1);
            } else if (size > FEW) {
                index = new NameIndex(names, size);
            }
            return true;
        }

        Members collect() {
            if (size == 0) {
                return NONE;
            }
            Members members = new Members(names, values, size, index);
            names = NO_NAMES;
            values = NO_VALUES;
            size = 0;
            index = null;
            return members;
        }
    }
}
