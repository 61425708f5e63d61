package io.qmp.transport.vertx.descriptor;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.QmpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A socket that this process was started with, by the number of its descriptor. What kind of socket it is says Linux in
 * {@code /proc}. The channel made of it owns the descriptor.
 *
 * @param number the descriptor
 * @param unix whether it is a unix socket; else it is TCP
 * @param listening whether it accepts connections; else it is connected
 */
public record InheritedSocket(int number, boolean unix, boolean listening) {
    /** The scheme of addresses whose text is the number of a descriptor. */
    public static final String SCHEME = "fd";

    private static final String LINK = "socket:[";
    /** The flag of a listening socket in {@code /proc/net/unix}. */
    private static final int ACCEPTS = 0x10000;
    /** The state of a listening socket in {@code /proc/net/tcp}. */
    private static final String LISTEN = "0A";

    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;

    /**
     * {@return the socket that an address names}
     *
     * @throws ConnectFailedException if there is none, in QEMU's words
     */
    public static InheritedSocket of(QmpAddress address) throws IOException {
        String text = address.text();
        if (!text.matches("[0-9]{1,9}")) {
            throw new ConnectFailedException("Unable to parse FD number " + text
                    + "\nGive the number of a descriptor that this process was started with, such as fd:3.");
        }
        Path link = Path.of("/proc/self/fd", text);
        String target =
                Files.isSymbolicLink(link) ? Files.readSymbolicLink(link).toString() : "";
        if (!target.startsWith(LINK)) {
            throw new ConnectFailedException("File descriptor '" + text + "' is not a socket\n"
                    + "Pass a socket to this process, and its number here; it works on Linux only.");
        }
        String inode = target.substring(LINK.length(), target.length() - 1);
        int number = Integer.parseInt(text);
        for (String line : lines("unix")) {
            String[] columns = line.strip().split(" +");
            if (columns.length > 6 && columns[6].equals(inode)) {
                return new InheritedSocket(number, true, (Integer.parseInt(columns[3], 16) & ACCEPTS) != 0);
            }
        }
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(table)) {
                String[] columns = line.strip().split(" +");
                if (columns.length > 9 && columns[9].equals(inode)) {
                    return new InheritedSocket(number, false, columns[3].equals(LISTEN));
                }
            }
        }
        throw new ConnectFailedException("File descriptor '" + text + "' is neither a unix nor a TCP socket\n"
                + "Pass a socket of one of these kinds, which is connected or listens.");
    }

    private static List<String> lines(String table) throws IOException {
        Path file = Path.of("/proc/self/net", table);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** {@return this socket, which must listen; it does not block any more} May block itself. */
    public InheritedSocket requireListening() {
        if (!listening) {
            throw new ConnectFailedException(
                    "Failed to listen on fd socket: Invalid argument\n" + "File descriptor '" + number
                            + "' does not listen. A connected socket is for a monitor without server=on, and for a client.");
        }
        return notBlocking();
    }

    /** {@return this socket, which must be connected; it does not block any more} May block itself. */
    public InheritedSocket requireConnected() {
        if (listening) {
            throw new ConnectFailedException("File descriptor '" + number + "' is not connected\n"
                    + "A listening socket is for a monitor with server=on.");
        }
        return notBlocking();
    }

    /**
     * Netty reads until nothing is left, and takes for granted that this does not wait: on a socket that blocks, as
     * sockets do unless they are made otherwise, the whole loop would. Without JNA there is no way to say so.
     */
    private InheritedSocket notBlocking() {
        try {
            NativeCalls.load();
        } catch (UnsupportedOperationException withoutJna) {
            return this;
        }
        Libc.fcntl(number, F_SETFL, Libc.fcntl(number, F_GETFL, 0) | O_NONBLOCK);
        return this;
    }

    /** {@return a channel of the connected socket} */
    public Channel channel() {
        return unix ? new EpollDomainSocketChannel(number) : new EpollSocketChannel(number);
    }

    /** {@return a channel of the listening socket} */
    public ServerChannel serverChannel() {
        // Of a unix socket with one argument Netty would take it for one that is not bound yet.
        return unix ? new EpollServerDomainSocketChannel(number, true) : new EpollServerSocketChannel(number);
    }
}
