package io.qmp.transport.nio.socket;

import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.QmpAddress;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A socket that listens.
 *
 * @param address where, with the real port
 * @param channel accepts
 * @param file the file of a unix socket
 */
record ListeningSocket(
        QmpAddress address,
        ServerSocketChannel channel,
        @Nullable UnixSocketFile file) {}
