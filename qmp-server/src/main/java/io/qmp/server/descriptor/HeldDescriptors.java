package io.qmp.server.descriptor;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The descriptors that a server holds for its clients. Everything happens on the loop. */
public final class HeldDescriptors implements DescriptorStore {
    private record Name(String monitor, String name) {}

    private final Map<Name, FileDescriptor> named = new HashMap<>();
    private final DescriptorSets sets;
    private boolean closed;

    /** Makes an empty store. */
    public HeldDescriptors() {
        this(OpenMode::of);
    }

    HeldDescriptors(IntFunction<Optional<Access>> modes) {
        this.sets = new DescriptorSets(modes);
    }

    @Override
    public void put(String monitor, String name, FileDescriptor descriptor) {
        replace(named.put(new Name(monitor, name), descriptor));
        closeIfEnded();
    }

    private static void replace(@Nullable FileDescriptor last) {
        if (last != null) {
            last.close();
        }
    }

    @Override
    public Optional<FileDescriptor> take(String monitor, String name) {
        return Optional.ofNullable(named.remove(new Name(monitor, name)));
    }

    @Override
    public long add(OptionalLong set, Optional<String> opaque, FileDescriptor descriptor) {
        long id = sets.add(set, opaque, descriptor);
        closeIfEnded();
        return id;
    }

    @Override
    public boolean remove(long set, OptionalLong number) {
        return sets.remove(set, number);
    }

    @Override
    public List<DescriptorSet> sets() {
        return sets.list();
    }

    @Override
    public FileDescriptor lend(long set, Access access) throws NoSuchFileException, AccessDeniedException {
        return sets.lend(set, access);
    }

    /** Closes what was put in under names on a monitor. */
    public void forget(String monitor) {
        List<Name> left = named.keySet().stream()
                .filter(name -> name.monitor().equals(monitor))
                .toList();
        left.forEach(name -> replace(named.remove(name)));
    }

    /** Gives everything up, and what is put in later. */
    public void close() {
        closed = true;
        closeIfEnded();
    }

    private void closeIfEnded() {
        if (closed) {
            named.values().forEach(FileDescriptor::close);
            named.clear();
            sets.close();
        }
    }
}
