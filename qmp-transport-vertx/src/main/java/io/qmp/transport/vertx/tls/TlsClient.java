package io.qmp.transport.vertx.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.transport.vertx.address.Errno;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The client's side of TLS for one attempt to connect. */
public final class TlsClient {
    private final TlsOptions options;
    private final TcpAddress server;
    private final CertificateRequest request = new CertificateRequest();
    private final SslContext context;

    /**
     * Reads the certificates, which blocks.
     *
     * @throws ConnectFailedException if they are missing or cannot be read
     */
    public TlsClient(TlsOptions options, TcpAddress server) {
        this.options = options;
        this.server = server;
        this.context = Tls.build(this::builder);
    }

    private SslContextBuilder builder() {
        SslContextBuilder builder =
                SslContextBuilder.forClient().endpointIdentificationAlgorithm(options.verifyHost() ? "HTTPS" : null);
        if (options.authorities().isPresent()) {
            builder.trustManager(Tls.file("the authorities", options.authorities()));
        }
        return options.certificate().isEmpty()
                ? builder.keyManager(request)
                : builder.keyManager(
                        Tls.file("the client's certificate", options.certificate()),
                        Tls.file("the key of the client's certificate", options.key()));
    }

    /** Adds the handlers of TLS to the end of a channel's pipeline. */
    public void secure(Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc(), server.host(), server.port());
        handler.setHandshakeTimeoutMillis(0); // the attempt as a whole has a limit
        Tls.add(handler, options, channel);
        channel.pipeline().addLast(new CertificateRefusalDetector(this));
    }

    /**
     * {@return whether the end of the connection right after the handshake may be a refusal of this client's
     * certificate} With a certificate it is not known whether the server asked: the JDK sends none that is of no
     * authority that the server named.
     */
    boolean mayBeRefused() {
        return options.certificate().isPresent() || request.received();
    }

    /**
     * {@return why there is no connection}
     *
     * @param cause why TLS failed; {@code null} if the server ended the connection after the handshake without an
     *     alert
     */
    public ConnectFailedException failure(@Nullable Throwable cause) {
        boolean closed = cause == null || cause instanceof ClosedChannelException;
        if (cause == null || closed && request.received() || TlsFailureReason.isAboutClientCertificate(cause)) {
            return new ConnectFailedException(
                    Reason.INSECURE, ConnectFailures.noConnection(server.toAddress()) + ": " + refusal(closed), cause);
        }
        String reason = TlsFailureReason.of(cause);
        return closed || cause instanceof SSLException
                ? new ConnectFailedException(
                        Reason.INSECURE,
                        ConnectFailures.noConnection(server.toAddress()) + ": " + (reason == null ? cause : reason)
                                + "\nCheck that the server speaks TLS, and the certificates of both sides.",
                        cause)
                : ConnectFailures.connecting(server.toAddress(), Errno.of(cause), cause);
    }

    private String refusal(boolean closed) {
        if (options.certificate().isEmpty()) {
            return "the server asks for a client's certificate, and there is none\n"
                    + "Give this client a certificate that is signed by an authority that the server trusts.";
        }
        return (closed
                        ? "the server ended the connection after the TLS handshake,"
                                + " as servers do that do not accept the client's certificate\n"
                        : "the server does not accept the client's certificate\n")
                + "Check that the server trusts the authority that signed it, and that it has not expired.";
    }
}
