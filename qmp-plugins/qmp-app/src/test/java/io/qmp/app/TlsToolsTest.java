package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools and a server that speaks TLS, by {@code serve}. */
class TlsToolsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path directory;

    private static String address = "";
    private static String trusted = "";
    private static String strange = "";
    private static RunningProgram server = RunningProgram.start("--version");

    @BeforeAll
    static void serve() throws Exception {
        Path store = directory.resolve("store");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=server", "-ext", "san=ip:127.0.0.1");
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        Path certificate = pem("CERTIFICATE", keys.getCertificate("mykey").getEncoded());
        Path key =
                pem("PRIVATE KEY", keys.getKey("mykey", PASSWORD.toCharArray()).getEncoded());
        KeyStore known = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toFile(),
                (char[]) null);
        Path other = pem(
                "OTHER CERTIFICATE",
                known.getCertificate(known.aliases().nextElement()).getEncoded());
        server = RunningProgram.start(
                "serve",
                "-qmp",
                "tcp:127.0.0.1:0,server=on,wait=off,clients=9,tls-cert=" + certificate + ",tls-key=" + key);
        address = server.line().replaceAll("listening on ([^,]*).*", "$1");
        trusted = address + ",tls-ca=" + certificate;
        strange = address + ",tls-ca=" + other;
    }

    /** One key, whose certificate is trusted as it is: making more takes long. */
    private static void keytool(Path store, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Path pem(String what, byte[] bytes) throws IOException {
        String kind = what.replace("OTHER ", "");
        return Files.writeString(
                directory.resolve(what.replace(' ', '-')),
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END " + kind
                        + "-----\n");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void topShowsMachinesBehindTls() {
        try (RunningProgram top = RunningProgram.start("top", "--interval", "0.5", trusted)) {
            String line = top.line();
            while (!line.contains("running")) {
                line = top.line();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"exec ADDRESS query-status", "events ADDRESS --count 1", "ping ADDRESS", "wait ADDRESS running"})
    void aCertificateThatIsNotTrustedIsThree(String line) {
        try (RunningProgram program =
                RunningProgram.start(line.replace("ADDRESS", strange).split(" "))) {
            assertThat(program.status()).isEqualTo(3);
            assertThat(program.standardError())
                    .startsWith("qmp: ")
                    .contains(address.replace("tcp:", ""), "certificate");
            assertThat(program.standardError().lines().count()).isGreaterThan(1);
        }
    }

    @Test
    void withoutTlsItIsNotReached() {
        try (RunningProgram exec = RunningProgram.start("exec", address, "query-status", "--timeout", "2")) {
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError()).contains(address, "TLS", "qmp doctor " + address);
        }
    }

    @Test
    void topSaysThatItDoesNotAnswer() {
        try (RunningProgram top = RunningProgram.start("top", "--once", "--interval", "1", strange)) {
            assertThat(top.status()).isEqualTo(3);
            assertThat(top.standardError()).contains("no answer from " + strange, "qmp doctor " + strange);
        }
    }

    @Test
    void topDoesNotTakeGuestAgents() {
        try (RunningProgram top = RunningProgram.start("top", "--once", "qga:/run/ga.sock")) {
            assertThat(top.status()).isEqualTo(2);
            assertThat(top.standardError())
                    .startsWith("qmp: qga:/run/ga.sock is a guest agent")
                    .contains("\nGive the address of the monitor.");
        }
    }
}
