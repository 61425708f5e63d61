package io.qmp.transport.vertx;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Makes TLS handlers from files in PEM, which blocks. */
final class Tls {
    private Tls() {}

    /** {@return what makes the channels of a server's clients secure} */
    static Consumer<Channel> server(TlsOptions options) {
        File certificate = file("the server's certificate", options.certificate());
        File key = file("the key of the server's certificate", options.key());
        SslContext context = build(() -> {
            SslContextBuilder builder = SslContextBuilder.forServer(certificate, key);
            if (options.authorities().isPresent()) {
                builder.trustManager(file("the authorities", options.authorities()))
                        .clientAuth(ClientAuth.REQUIRE);
            }
            return builder;
        });
        return channel -> {
            add(context.newHandler(channel.alloc()), options, channel);
            channel.pipeline().addLast(new AlertToPlainClient());
        };
    }

    /** Adds what encrypts to a channel's pipeline. */
    static void add(SslHandler handler, TlsOptions options, Channel channel) {
        channel.pipeline().addLast(handler);
        if (options.lastByteApart()) {
            handler.setWrapDataSize(0); // a record for each buffer that is written
            channel.pipeline().addLast(new LastByteApart());
        }
    }

    static SslContext build(Supplier<SslContextBuilder> builder) {
        try {
            // The JDK's, whatever else is on the path: the same everywhere, and nothing to load.
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
