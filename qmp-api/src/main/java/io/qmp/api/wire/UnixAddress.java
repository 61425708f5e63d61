package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;

/**
 * A unix socket: what the text of an address says whose scheme is {@value #SCHEME}. For transports that serve it.
 *
 * <p>On Linux a socket may have an abstract name instead of a file: {@code unix:NAME,abstract=on}. With
 * {@code tight=off} zero bytes fill the name up to the size of a socket address, as old programs have it.
 *
 * @param name the path of the socket's file, or the abstract name without the zero byte that such names begin with
 * @param isAbstract whether the name is an abstract one
 * @param tight whether an abstract name ends where it ends; true for paths
 * @since 0.1
 */
@Experimental(since = "0.1")
public record UnixAddress(String name, boolean isAbstract, boolean tight) {
    /** The scheme of these addresses. */
    public static final String SCHEME = "unix";

    private static final String ABSTRACT = "abstract";
    private static final String TIGHT = "tight";

    /** {@return the address of a socket in the file system} */
    public static UnixAddress at(Path path) {
        return new UnixAddress(path.toString(), false, true);
    }

    /**
     * {@return what an address says}
     *
     * @throws IllegalArgumentException if it is of another scheme
     */
    public static UnixAddress of(QmpAddress address) {
        if (!address.scheme().equals(SCHEME)) {
            throw new IllegalArgumentException(address + " is no unix socket");
        }
        return parse(address.text());
    }

    static UnixAddress parse(String text) {
        AddressKeys keys = new AddressKeys(SCHEME, text, "unix:PATH", Set.of(ABSTRACT, TIGHT));
        boolean isAbstract = keys.flag(ABSTRACT).orElse(false);
        boolean tight = keys.flag(TIGHT).orElse(true);
        if (keys.place().isEmpty()) {
            throw keys.bad(isAbstract ? "the name is missing" : "the path is missing");
        }
        if (isAbstract) {
            return new UnixAddress(keys.place(), true, tight);
        }
        try {
            return at(Path.of(keys.place()));
        } catch (InvalidPathException e) {
            throw keys.bad(e.getReason());
        }
    }

    /**
     * {@return the path of the socket's file}
     *
     * @throws IllegalStateException if the name is abstract
     */
    public Path path() {
        if (isAbstract) {
            throw new IllegalStateException(toAddress() + " has no file");
        }
        return Path.of(name);
    }

    /** {@return the address} */
    public QmpAddress toAddress() {
        return new QmpAddress(SCHEME, text());
    }

    String text() {
        String place = AddressKeys.escape(name);
        return isAbstract ? place + ",abstract=on" + (tight ? "" : ",tight=off") : place;
    }
}
