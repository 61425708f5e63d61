package io.qmp.transport.vertx;

import io.netty.channel.Channel;
import java.util.Set;

/** Whether descriptors can be passed here, and what is missing if not. */
final class NativeCalls {
    private static final String EPOLL_CHANNEL = "io.netty.channel.epoll.EpollDomainSocketChannel";
    private static final String EPOLL_SERVER = "io.netty.channel.epoll.EpollServerDomainSocketChannel";
    private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");

    private NativeCalls() {}

    /**
     * Loads what calls the operating system. May block.
     *
     * @throws UnsupportedOperationException if it cannot be loaded; the message says what is missing
     */
    static void load() {
        if (!System.getProperty("os.name").equals("Linux") || !PROCESSORS.contains(System.getProperty("os.arch"))) {
            throw new UnsupportedOperationException("file descriptors are passed on Linux only, on x86_64 and aarch64");
        }
        try {
            Libc.error();
        } catch (LinkageError e) {
            throw new UnsupportedOperationException(
                    "file descriptors need JNA, which cannot be loaded: add net.java.dev.jna:jna-jpms to the program, and"
                            + " --add-modules com.sun.jna if it runs on the module path",
                    e);
        }
    }

    /**
     * Checks that descriptors can pass through a unix socket, or through those that are accepted at it.
     *
     * @throws UnsupportedOperationException if not; the message says what is missing
     */
    static void requireEpoll(Channel channel) {
        if (!isEpoll(channel) && !channel.getClass().getName().equals(EPOLL_SERVER)) {
            throw new UnsupportedOperationException(
                    "file descriptors need Netty's native transport: add io.netty:netty-transport-native-epoll with the classifier"
                            + " linux-x86_64 or linux-aarch_64 to the program, and --add-modules io.netty.transport.epoll.linux.x86_64"
                            + " or io.netty.transport.epoll.linux.aarch_64 if it runs on the module path");
        }
    }

    /** Whether it is a unix socket of Netty's native transport for Linux. Asks by name, as that need not be there. */
    static boolean isEpoll(Channel channel) {
        return channel.getClass().getName().equals(EPOLL_CHANNEL);
    }
}
