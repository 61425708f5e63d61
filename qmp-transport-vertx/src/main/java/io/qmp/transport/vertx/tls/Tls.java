package io.qmp.transport.vertx.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.wire.TlsOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** The common parts of clients and servers: certificates from files in PEM, and how records are made. */
final class Tls {
    private Tls() {}

    /** Adds the handlers of either side to the end of a channel's pipeline. */
    static void add(SslHandler handler, TlsOptions options, Channel channel) {
        channel.pipeline().addLast(handler);
        if (options.lastByteApart()) {
            handler.setWrapDataSize(0); // a record for each buffer that is written
            channel.pipeline().addLast(new LastByteApart());
        }
    }

    static SslContext build(Supplier<SslContextBuilder> builder) {
        try {
            // Always that of the JDK: it is the same on all systems and needs no native library.
            return builder.get().sslProvider(SslProvider.JDK).build();
        } catch (IllegalArgumentException | SSLException e) {
            throw new ConnectFailedException(
                    Reason.INSECURE,
                    "TLS cannot be set up: " + e.getMessage()
                            + "\nCheck that the files are PEM, and the key PKCS#8 without a password.",
                    e);
        }
    }

    static File file(String what, Optional<Path> path) {
        Path file = path.orElseThrow(() -> insecure("TLS needs " + what + ": give its file."));
        if (!Files.isReadable(file)) {
            throw insecure("TLS needs " + what + ", but " + file
                    + " cannot be read: check that it is there and its permissions.");
        }
        return file.toFile();
    }

    private static ConnectFailedException insecure(String message) {
        return new ConnectFailedException(Reason.INSECURE, message, null);
    }
}
