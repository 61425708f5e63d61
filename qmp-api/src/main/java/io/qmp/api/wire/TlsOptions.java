package io.qmp.api.wire;

import io.qmp.api.Experimental;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of encryption: certificates, as files in PEM, and records.
 *
 * @param certificate this side's certificate chain; a client may have none
 * @param key the private key of the certificate, in PKCS#8
 * @param authorities the authorities that may have signed the peer's certificate. A server that has them asks each
 *     client for its certificate and refuses clients without a good one; a client without them trusts the JDK's
 *     authorities
 * @param verifyHost whether a client checks that the server's certificate is for the host it connects to
 * @param lastByteApart whether the last byte of each flush has a TLS record of its own. QEMU 7.2 reads its monitor
 *     byte by byte and leaves all but the first byte of a record unread until another record comes, so that it does
 *     not answer without this
 * @since 0.1
 */
@Experimental(since = "0.1")
public record TlsOptions(
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<Path> authorities,
        boolean verifyHost,
        boolean lastByteApart) {

    /** Options without a record for the last byte. */
    public TlsOptions(Optional<Path> certificate, Optional<Path> key, Optional<Path> authorities, boolean verifyHost) {
        this(certificate, key, authorities, verifyHost, false);
    }

    /** {@return options of a server with this certificate, for any client} */
    public static TlsOptions server(Path certificate, Path key) {
        return new TlsOptions(Optional.of(certificate), Optional.of(key), Optional.empty(), true);
    }

    /** {@return options of a client without a certificate, for servers signed by these authorities} */
    public static TlsOptions client(Path authorities) {
        return new TlsOptions(Optional.empty(), Optional.empty(), Optional.of(authorities), true);
    }

    /** {@return these options, with a certificate of this side} */
    public TlsOptions withCertificate(Path ownCertificate, Path ownKey) {
        return new TlsOptions(Optional.of(ownCertificate), Optional.of(ownKey), authorities, verifyHost, lastByteApart);
    }

    /** {@return these options, with the peer's certificate checked against these authorities} */
    public TlsOptions withAuthorities(Path trusted) {
        return new TlsOptions(certificate, key, Optional.of(trusted), verifyHost, lastByteApart);
    }

    /**
     * {@return these options, with a TLS record for the last byte of each flush, for a QEMU 7.2 that speaks TLS
     * itself}
     */
    public TlsOptions withLastByteApart() {
        return new TlsOptions(certificate, key, authorities, verifyHost, true);
    }
}
