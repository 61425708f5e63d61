package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import java.io.IOException;
import java.nio.channels.ByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * Makes {@linkplain FileDescriptor descriptors}, as Java's own files do not expose their numbers. A
 * {@code ServiceLoader} service.
 *
 * <pre>{@code
 * FileDescriptor image = DescriptorSource.installed().open(Path.of("/images/disk.qcow2"), READ, WRITE);
 * client.execute(new AddFd(null, "disk"), CallOptions.DEFAULT.withDescriptor(image));
 * }</pre>
 *
 * <p>Methods may be called on any thread, and block as files do. They throw {@link UnsupportedOperationException}
 * where the platform cannot do it; the message says what is missing.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface DescriptorSource {
    /**
     * {@return the source that is installed}
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    static DescriptorSource installed() {
        return ServiceLookup.only(DescriptorSource.class, "qmp-transport-vertx");
    }

    /**
     * Opens a file.
     *
     * @param path where it is
     * @param options a choice of {@link java.nio.file.StandardOpenOption}; none for {@code READ}. A file that is
     *     created may be read and written by its user alone
     * @return the caller's descriptor
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws java.nio.file.FileAlreadyExistsException if it shall be new, and is not
     * @throws java.nio.file.AccessDeniedException if this user may not open it so
     * @throws IOException for other reasons
     * @throws IllegalArgumentException if the options contradict each other
     * @throws UnsupportedOperationException if an option is not known, too
     */
    FileDescriptor open(Path path, OpenOption... options) throws IOException;

    /**
     * Duplicates a descriptor by its number.
     *
     * @param number remains open, and its owner's
     * @return the caller's descriptor of the same open file
     * @throws IOException if there is no such descriptor, or there are too many
     */
    FileDescriptor duplicate(int number) throws IOException;

    /**
     * Takes over a descriptor by its number.
     *
     * @param number belongs to the descriptor returned, and must not be closed otherwise
     * @return the caller's descriptor
     */
    FileDescriptor adopt(int number);

    /**
     * Reads and writes a descriptor itself, for files that this user may not open. It works where Java opens
     * {@code /proc/self/fd/NUMBER}, too, and knows no position.
     *
     * @param descriptor the channel's from now on, also if this throws
     * @return the caller's channel, whose methods block. Closing it closes the descriptor, and ends no call that blocks
     *     on another thread
     * @throws IOException if the descriptor is closed already
     * @throws UnsupportedOperationException if this source cannot make one, or something is missing; the message says
     *     what
     */
    default ByteChannel channel(FileDescriptor descriptor) throws IOException {
        descriptor.close();
        throw new UnsupportedOperationException(getClass().getName() + " reads and writes no descriptors");
    }

    /**
     * Makes two stream sockets that are connected to each other: one end to pass on, with {@code getfd} or {@code
     * add-fd}, and one to keep.
     *
     * <pre>{@code
     * SocketPair pair = DescriptorSource.installed().pair();
     * client.execute(new Getfd("monitor"), CallOptions.DEFAULT.withDescriptor(pair.first()));
     * }</pre>
     *
     * @return the caller's two descriptors. A program that this process starts does not inherit them
     * @throws IOException if there are too many descriptors
     * @throws UnsupportedOperationException if this source cannot make them, or something is missing; the message says
     *     what
     */
    default SocketPair pair() throws IOException {
        throw new UnsupportedOperationException(getClass().getName() + " makes no socket pairs");
    }

    /**
     * {@return a new pseudo-terminal} The caller closes it.
     *
     * @throws IOException if there are too many
     * @throws UnsupportedOperationException if this source cannot make one, or something is missing; the message says
     *     what
     */
    default PseudoTerminal terminal() throws IOException {
        throw new UnsupportedOperationException(getClass().getName() + " makes no terminals");
    }
}
