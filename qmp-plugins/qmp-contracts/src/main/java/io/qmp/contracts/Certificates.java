package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qmp.api.Experimental;
import io.qmp.api.wire.TlsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates and keys in PEM, made by the JDK's keytool: {@code ca}, {@code server} (for localhost and 127.0.0.1)
 * and {@code client} (of {@code client.example}), both signed by it, and {@code stranger}, which is not. Keys are RSA:
 * the TLS of QEMU 7.2 does not read the JDK's keys on elliptic curves. QEMU's {@code tls-creds-x509} finds the files
 * by their names if it gets the directory.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final Path store;

    /** Makes the certificates, in a directory that is there. Takes seconds. */
    public Certificates(Path directory) throws Exception {
        this.directory = directory;
        this.store = directory.resolve("store.p12");
        generate("ca", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
        generate("server", "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
        generate("client", "-signer", "ca", "-ext", "san=dns:client.example,uri:spiffe://example/client");
        generate("stranger", "-ext", "san=dns:localhost,ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        for (String name : List.of("ca", "server", "client", "stranger")) {
            export(keys, name);
        }
    }

    /** Makes {@code expired} and {@code future}, of servers whose time is over or has not come. */
    public void makeOutdated() throws Exception {
        generate("expired", "-signer", "ca", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
        generate("future", "-signer", "ca", "-ext", "san=ip:127.0.0.1", "-startdate", "+10d", "-validity", "5");
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        export(keys, "expired");
        export(keys, "future");
    }

    private void generate(String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048", // the least that is accepted everywhere, and the quickest to make
                "-dname",
                "CN=" + name));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertEquals(0, keytool.waitFor(), output);
    }

    private void export(KeyStore keys, String name) throws IOException, GeneralSecurityException {
        Files.writeString(
                certificate(name), pem("CERTIFICATE", keys.getCertificate(name).getEncoded()));
        Files.writeString(
                key(name),
                pem("PRIVATE KEY", keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** {@return the file of a certificate, such as {@code server}} */
    public Path certificate(String name) {
        return directory.resolve(name + "-cert.pem");
    }

    /** {@return the file of the key of a certificate} */
    public Path key(String name) {
        return directory.resolve(name + "-key.pem");
    }

    /** {@return options of a server for any client} */
    public TlsOptions server(String name) {
        return TlsOptions.server(certificate(name), key(name));
    }

    /** {@return options of a client without a certificate, that trusts the authority} */
    public TlsOptions client() {
        return TlsOptions.client(certificate("ca"));
    }

    /** {@return options of a client with a certificate, that trusts the authority} */
    public TlsOptions client(String name) {
        return client().withCertificate(certificate(name), key(name));
    }

    /** {@return options of a client that does not check the host's name} */
    public TlsOptions clientThatTakesAnyHost() {
        return new TlsOptions(Optional.empty(), Optional.empty(), Optional.of(certificate("ca")), false);
    }

    /** {@return a context of the JDK's for a server that shows its certificate, and trusts the authority} */
    public SSLContext serverContext() throws Exception {
        KeyStore all = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null);
        own.setKeyEntry(
                "server",
                all.getKey("server", PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all.getCertificateChain("server"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
        return context;
    }

    /** {@return a context of the JDK's for a client that trusts the authority} */
    public SSLContext context() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust().getTrustManagers(), null);
        return context;
    }

    private TrustManagerFactory trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null);
        try (var file = Files.newInputStream(certificate("ca"))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust;
    }
}
