package io.qmp.transport.vertx.tls;

import io.netty.handler.ssl.NotSslRecordException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for which TLS fails, taken from the types of exceptions and from the alert in the message of the JDK.
 */
final class TlsFailureReason {
    private static final String ALERT = "Received fatal alert: ";

    private static final List<String> CLIENT_CERTIFICATE_ALERTS = List.of(
            "certificate_required",
            "bad_certificate",
            "unsupported_certificate",
            "certificate_revoked",
            "certificate_expired",
            "certificate_unknown",
            "unknown_ca",
            "access_denied");

    private TlsFailureReason() {}

    /** {@return the reason in words, if it is known} */
    static @Nullable String of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String known = ofOne(cause);
            if (known != null) {
                return known;
            }
        }
        return null;
    }

    private static @Nullable String ofOne(Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return "the server does not speak TLS";
        } else if (cause instanceof CertificateExpiredException) {
            return "the server's certificate has expired";
        } else if (cause instanceof CertificateNotYetValidException) {
            return "the server's certificate is not valid yet";
        } else if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return cause.getCause() == null ? "the server's certificate is not signed by a trusted authority" : null;
        } else if (cause.getClass() == CertificateException.class && cause.getCause() == null) {
            return "the server's certificate is for another host: " + cause.getMessage();
        } else if (cause instanceof ClosedChannelException) {
            return "the server has ended the connection during the TLS handshake";
        }
        String alert = alert(cause);
        return alert == null ? null : "the server has refused TLS with the alert " + alert;
    }

    private static @Nullable String alert(Throwable cause) {
        String message = cause.getMessage();
        int begin = message == null ? -1 : message.indexOf(ALERT);
        return message == null || begin < 0
                ? null
                : message.substring(begin + ALERT.length()).strip();
    }

    /** Whether the server has sent an alert about the client's certificate, or the lack of one. */
    static boolean isAboutClientCertificate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String alert = alert(cause);
            if (alert != null) {
                return CLIENT_CERTIFICATE_ALERTS.contains(alert);
            }
        }
        return false;
    }
}
