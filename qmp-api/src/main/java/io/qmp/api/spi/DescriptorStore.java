package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The file descriptors that clients have left with a server: under names ({@code getfd}) and in numbered sets ({@code
 * add-fd}). The plugin of the core commands fills it; handlers of any plugin use what is in it.
 *
 * <p><strong>Ownership.</strong> A descriptor that is put in belongs to the store, also if the call throws. A named
 * one is {@linkplain #take taken} once, and belongs to the taker. One of a set stays there and is
 * {@linkplain #lend lent}: the borrower has a {@link FileDescriptor} of its own with the same number, and must
 * close it. The operating system gets the number back when the set has given it up and all borrowers have closed
 * it. Descriptors that a set has given up while they are lent keep the set's number in use, as in QEMU.
 *
 * <p>Methods are called on the server's loop, or in {@link QmpPlugin#register}. When the server ends, after the
 * plugins have been closed, the store gives up everything.
 *
 * <pre>{@code
 * registry.command(Import.class, (command, context) -> {
 *     FileDescriptor image = server.descriptors()
 *             .take(context.session().monitor(), command.fdname())
 *             .orElseThrow(() -> CommandFailedException.generic("No file descriptor named " + command.fdname()));
 *     ...
 * });
 * }</pre>
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface DescriptorStore {
    /** How a file is to be used. */
    enum Access {
        /** For reading only. */
        READ,
        /** For writing only. */
        WRITE,
        /** For both. */
        READ_WRITE
    }

    /**
     * A set of descriptors.
     *
     * @param id its number
     * @param members its descriptors, in the order in which they were added; empty if all have been removed and
     *     some are still lent
     */
    record DescriptorSet(long id, List<Member> members) {}

    /**
     * A descriptor of a set.
     *
     * @param number the operating system's number
     * @param opaque the text that the client has added to it
     */
    record Member(long number, Optional<String> opaque) {}

    /**
     * Puts a descriptor in under a name. A descriptor that has this name already is closed.
     *
     * @param monitor the label of the monitor on which the name is known
     * @param name any text
     * @param descriptor the store's from now on
     */
    void put(String monitor, String name, FileDescriptor descriptor);

    /**
     * Takes a named descriptor out; the name is free afterwards.
     *
     * @param monitor the label of the monitor on which the name is known
     * @param name the name
     * @return the caller's descriptor; empty if there is none of that name
     */
    Optional<FileDescriptor> take(String monitor, String name);

    /**
     * Adds a descriptor to a set, which is made if it does not exist.
     *
     * @param set the number of the set; empty for the lowest that is free
     * @param opaque a text of the client
     * @param descriptor the store's from now on
     * @return the number of the set
     * @throws IllegalArgumentException if the number is negative; the descriptor is closed
     */
    long add(OptionalLong set, Optional<String> opaque, FileDescriptor descriptor);

    /**
     * Removes descriptors from a set. What is lent stays open until it is returned.
     *
     * @param set the number of the set
     * @param number the operating system's number of one descriptor; empty for all
     * @return whether there was such a descriptor; or such a set, if all are to be removed
     */
    boolean remove(long set, OptionalLong number);

    /** {@return all sets, the highest number first, as QEMU lists them} */
    List<DescriptorSet> sets();

    /**
     * Lends the first descriptor of a set that was opened for a use. On systems that do not tell how a file was
     * opened, that is the first.
     *
     * @param set the number of the set
     * @param access the use
     * @return a descriptor with the same number, which the caller closes; the number stays valid until then. On Linux
     *     {@code /proc/self/fd/NUMBER} opens the same file once more
     * @throws NoSuchFileException if there is no such set
     * @throws AccessDeniedException if it has no descriptor for this use
     */
    FileDescriptor lend(long set, Access access) throws NoSuchFileException, AccessDeniedException;
}
