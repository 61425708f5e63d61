package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates made by the JDK's keytool, in PEM: an authority, a server, a client, a stranger. */
final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path directory;

    Certificates(Path directory) throws Exception {
        this.directory = directory;
        Path store = directory.resolve("store.p12");
        generate(store, "ca", "-ext", "bc:c", "-ext", "ku:c=keyCertSign");
        generate(store, "server", "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
        generate(store, "client", "-signer", "ca");
        generate(store, "stranger");
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        for (String name : List.of("ca", "server", "client", "stranger")) {
            write(certificate(name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
            write(
                    key(name),
                    "PRIVATE KEY",
                    keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
        }
    }

    Path certificate(String name) {
        return directory.resolve(name + "-cert.pem");
    }

    Path key(String name) {
        return directory.resolve(name + "-key.pem");
    }

    private static void generate(Path store, String name, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-keyalg",
                "RSA",
                "-dname",
                "CN=" + name));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isEqualTo(0);
    }

    private static void write(Path file, String what, byte[] bytes) throws Exception {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(file, "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }
}
