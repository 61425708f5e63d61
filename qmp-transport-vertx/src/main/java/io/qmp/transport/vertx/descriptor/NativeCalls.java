package io.qmp.transport.vertx.descriptor;

import io.netty.channel.Channel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Loads the native calls for descriptors, and says what is missing. */
public final class NativeCalls {
    private static final Set<String> PROCESSORS = Set.of("amd64", "aarch64");

    /** Only the first attempt to load a class tells why it fails. */
    private static volatile @Nullable UnsupportedOperationException failure;

    private NativeCalls() {}

    /**
     * Loads JNA and the call that receives. May block. {@link Libc} is bound when it is first called.
     *
     * @throws UnsupportedOperationException if it cannot be loaded; the message says what is missing
     */
    public static void load() {
        if (!System.getProperty("os.name").equals("Linux") || !PROCESSORS.contains(System.getProperty("os.arch"))) {
            throw new UnsupportedOperationException("file descriptors are passed on Linux only, on x86_64 and aarch64");
        }
        UnsupportedOperationException known = failure;
        if (known != null) {
            throw known;
        }
        try {
            ReceiveCall.error();
        } catch (LinkageError e) {
            known = new UnsupportedOperationException(
                    "file descriptors need JNA, which cannot be loaded (" + e + "): " + NativeAdvice.forJna(e), e);
            failure = known;
            throw known;
        }
    }

    /**
     * Checks that descriptors can pass through a unix socket, or through the sockets accepted at it.
     *
     * @throws UnsupportedOperationException if not; the message says what is missing
     */
    public static void requireEpoll(Channel channel) {
        if (!EpollSockets.isOne(channel)) {
            throw new UnsupportedOperationException(
                    "file descriptors need Netty's native transport: " + EpollSockets.missing());
        }
    }
}
