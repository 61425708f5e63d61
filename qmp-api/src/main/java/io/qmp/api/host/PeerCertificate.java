package io.qmp.api.host;

import io.qmp.api.Stable;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The names in the certificate that the other end of a TLS connection has shown. The certificate was checked: it is
 * signed by one of the trusted authorities, and the other end has its key. So a rule may go by the names, as far as
 * the authorities give them to those only whom they belong to.
 *
 * <pre>{@code
 * session.certificate().filter(shown -> shown.has(Kind.DNS, "backup.example.org")).isPresent()
 * }</pre>
 *
 * @param subject the distinguished name in the form of RFC 2253, such as {@code CN=backup,O=Example}
 * @param commonName the common name in it, without escapes; of several the most specific one
 * @param alternativeNames the subject alternative names, in their order; names of other kinds are left out
 * @since 0.1
 */
@Stable(since = "0.1")
public record PeerCertificate(String subject, Optional<String> commonName, List<AlternativeName> alternativeNames) {
    /** The kinds of alternative names. */
    public enum Kind {
        /** An address of mail. */
        EMAIL(1),
        /** The name of a host, which may begin with {@code *.} */
        DNS(2),
        /** A distinguished name, in the form of RFC 2253. */
        DIRECTORY(4),
        /** A URI, such as a SPIFFE id. */
        URI(6),
        /** A numeric address. */
        IP(7);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        private static Optional<Kind> of(Object number) {
            return Stream.of(values())
                    .filter(kind -> number.equals(kind.number))
                    .findFirst();
        }
    }

    /**
     * A subject alternative name.
     *
     * @param kind what kind of name
     * @param name the name, as the certificate has it
     */
    public record AlternativeName(Kind kind, String name) {}

    /** Copies the list. */
    public PeerCertificate {
        alternativeNames = List.copyOf(alternativeNames);
    }

    /** {@return the names in a certificate, which the caller has checked} */
    public static PeerCertificate of(X509Certificate certificate) {
        String subject = certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
        return new PeerCertificate(subject, DistinguishedName.commonName(subject), alternativeNames(certificate));
    }

    private static List<AlternativeName> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream().flatMap(PeerCertificate::alternativeName).toList();
        } catch (CertificateParsingException e) {
            return List.of(); // no rule goes by names that cannot be read
        }
    }

    private static Stream<AlternativeName> alternativeName(List<?> entry) {
        return entry.get(1) instanceof String name
                ? Kind.of(entry.get(0)).map(kind -> new AlternativeName(kind, name)).stream()
                : Stream.empty();
    }

    /** {@return whether this is one of the alternative names} Compares the texts; {@code *} stands for itself. */
    public boolean has(Kind kind, String name) {
        return alternativeNames.contains(new AlternativeName(kind, name));
    }

    /** {@return the subject} */
    @Override
    public String toString() {
        return subject;
    }
}
