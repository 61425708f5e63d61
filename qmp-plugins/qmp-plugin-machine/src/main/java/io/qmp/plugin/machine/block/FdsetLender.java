package io.qmp.plugin.machine.block;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore.Access;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Lends the descriptors of {@code /dev/fdset/N}; see {@link io.qmp.api.spi.DescriptorStore#lend}. */
@FunctionalInterface
public interface FdsetLender {
    /** Has no set. */
    FdsetLender NONE = (set, access) -> {
        throw new NoSuchFileException("/dev/fdset/" + set);
    };

    /**
     * {@return a descriptor of a set, which the caller closes}
     *
     * @throws NoSuchFileException if there is no such set
     * @throws AccessDeniedException if it has no descriptor for this use
     */
    FileDescriptor lend(long set, Access access) throws NoSuchFileException, AccessDeniedException;
}
