package io.qmp.transport.vertx.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.qmp.api.wire.TlsOptions;
import java.io.File;

/** The server's side of TLS for all clients of a listener. */
public final class TlsServer {
    private final TlsOptions options;
    private final SslContext context;

    /**
     * Reads the certificates, which blocks.
     *
     * @throws io.qmp.api.error.ConnectFailedException if they are missing or cannot be read
     */
    public TlsServer(TlsOptions options) {
        this.options = options;
        this.context = Tls.build(this::builder);
    }

    private SslContextBuilder builder() {
        File certificate = Tls.file("the server's certificate", options.certificate());
        File key = Tls.file("the key of the server's certificate", options.key());
        SslContextBuilder builder = SslContextBuilder.forServer(certificate, key);
        return options.authorities().isEmpty()
                ? builder
                : builder.trustManager(Tls.file("the authorities", options.authorities()))
                        .clientAuth(ClientAuth.REQUIRE);
    }

    /** Adds the handlers of TLS to the end of a channel's pipeline. */
    public void secure(Channel channel) {
        Tls.add(context.newHandler(channel.alloc()), options, channel);
        channel.pipeline().addLast(new AlertToPlainClient());
    }
}
