package io.qmp.app.option;

import io.qmp.api.wire.TlsOptions;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** Keys of our own by which an address asks for TLS: files in PEM. */
public final class TlsKeys {
    public static final Set<String> NAMES = Set.of("tls-cert", "tls-key", "tls-ca");

    private TlsKeys() {}

    /** {@return what the keys say; empty if there are none} */
    public static Optional<TlsOptions> options(KeyValues keys) {
        if (Collections.disjoint(keys.values().keySet(), NAMES)) {
            return Optional.empty();
        }
        Optional<Path> certificate = keys.text("tls-cert").map(Path::of);
        Optional<Path> key = keys.text("tls-key").map(Path::of);
        Optional<Path> authorities = keys.text("tls-ca").map(Path::of);
        if (certificate.isPresent() != key.isPresent()) {
            throw new OptionException("'tls-cert' and 'tls-key' need each other");
        }
        return Optional.of(new TlsOptions(certificate, key, authorities, true));
    }
}
