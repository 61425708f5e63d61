package io.qmp.api.host;

import io.qmp.api.Experimental;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file that stands for a set of descriptors: {@code /dev/fdset/NUMBER}.
 *
 * @param set the number of the set
 * @since 0.1
 */
@Experimental(since = "0.1")
public record FdsetPath(long set) {
    private static final String PREFIX = "/dev/fdset/";

    /** As C's strtol reads a number. */
    private static final Pattern NUMBER = Pattern.compile("\\s*\\+?0*([0-9]{1,10})", Pattern.DOTALL);

    /**
     * {@return what a name of a file stands for; empty if it is the name of an ordinary file}
     *
     * @throws IllegalArgumentException if it begins with {@code /dev/fdset/} and no number follows that fits an
     *     int; the message is QEMU's
     */
    public static Optional<FdsetPath> of(String filename) {
        if (!filename.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Matcher number = NUMBER.matcher(filename.substring(PREFIX.length()));
        if (!number.matches() || Long.parseLong(number.group(1)) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Could not parse fdset " + filename);
        }
        return Optional.of(new FdsetPath(Long.parseLong(number.group(1))));
    }

    /** {@return the name of the file} */
    @Override
    public String toString() {
        return PREFIX + set;
    }
}
