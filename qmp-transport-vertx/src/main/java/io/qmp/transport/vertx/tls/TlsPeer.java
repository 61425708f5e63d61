package io.qmp.transport.vertx.tls;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.qmp.api.host.PeerCertificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The identity of the other end of a TLS connection. */
public final class TlsPeer {
    private TlsPeer() {}

    /**
     * {@return the names in the peer's certificate, which the handshake has checked; empty if the peer has shown
     * none}
     */
    public static Optional<PeerCertificate> certificate(ChannelPipeline pipeline) {
        SslHandler tls = pipeline.get(SslHandler.class);
        try {
            return tls != null && tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                    ? Optional.of(PeerCertificate.of(shown))
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }
}
