package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A pseudo-terminal in raw mode: what other programs write to its device is read here, and the other way round. Its
 * input does not end when a program closes the device.
 *
 * <p>The streams block, and may be used on any thread, each on one at a time. Closing the terminal ends the input with
 * what a waiting read returns.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface PseudoTerminal extends Closeable {
    /** {@return the device that other programs open, such as {@code /dev/pts/3}} */
    Path device();

    /** {@return what programs write to the device} */
    InputStream input();

    /** {@return what programs read from the device} */
    OutputStream output();
}
