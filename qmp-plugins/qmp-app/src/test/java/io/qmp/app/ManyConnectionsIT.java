package io.qmp.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program serves many clients in little memory, and keeps nothing of clients that have gone.
 *
 * <p>By hand with as many as it is built for: {@code -Dqmp.connections=10000}, where 10,100 files may be open.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ManyConnectionsIT {
    private static final int CONNECTIONS = Integer.getInteger("qmp.connections", 1000);
    private static final long MOST_MEMORY = 512L << 20;
    /**
     * What the heap may differ by for other reasons; a hundred bytes left by each connection are ten times as much.
     */
    private static final long NOISE = Math.max(1 << 20, CONNECTIONS * 20L);

    @TempDir
    Path directory;

    private ProgramProcess program;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc here");
        program = ProgramProcess.start(directory.resolve("qmp"));
        for (int i = 0; i < 3; i++) {
            close(open(100, true)); // so that what is made once is made
            program.usage();
        }
    }

    @AfterEach
    void stop() {
        if (program != null) {
            program.close();
        }
    }

    @Test
    void nothingIsLeftOfClientsThatNegotiated() throws Exception {
        ProgramProcess.Usage before = program.usage();
        List<SocketChannel> clients = open(CONNECTIONS, true);
        ProgramProcess.Usage meanwhile = program.usage();
        close(clients);
        report("negotiated", before, meanwhile, program.usage());
        assertThat(meanwhile.descriptors()).isEqualTo(before.descriptors() + CONNECTIONS);
        assertThat(meanwhile.threads()).as("threads").isEqualTo(before.threads());
    }

    @Test
    void nothingIsLeftOfClientsThatNeverNegotiated() throws Exception {
        ProgramProcess.Usage before = program.usage();
        List<SocketChannel> clients = open(CONNECTIONS * 3 / 10, false);
        ProgramProcess.Usage meanwhile = program.usage();
        close(clients);
        report("never negotiated", before, meanwhile, program.usage());
    }

    @Test
    void nothingIsLeftOfClientsThatComeAndGo() throws Exception {
        ProgramProcess.Usage before = program.usage();
        for (int i = 0; i < CONNECTIONS; i++) {
            connect().close();
        }
        ProgramProcess.Usage meanwhile = program.usage();
        report("came and went", before, meanwhile, program.usageWithDescriptors(before.descriptors(), this::comeAndGo));
    }

    private void report(
            String what, ProgramProcess.Usage before, ProgramProcess.Usage meanwhile, ProgramProcess.Usage after) {
        System.out.println(
                CONNECTIONS + " " + what + ": before " + before + ", meanwhile " + meanwhile + ", after " + after);
        assertThat(after.descriptors()).as("descriptors").isEqualTo(before.descriptors());
        assertThat(after.threads()).as("threads").isEqualTo(before.threads());
        assertThat(after.heap()).as("live bytes").isLessThan(before.heap() + NOISE);
        assertThat(after.mostMemory()).as("resident bytes at most").isLessThan(MOST_MEMORY);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(program.socket()));
        return channel;
    }

    private List<SocketChannel> open(int count, boolean negotiate) throws IOException {
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SocketChannel client = connect();
            clients.add(client);
            assertThat(line(client)).startsWith("{\"QMP\"");
            if (negotiate) {
                client.write(ByteBuffer.wrap("{\"execute\":\"qmp_capabilities\"}\n".getBytes(US_ASCII)));
                assertThat(line(client)).isEqualTo("{\"return\": {}}\r\n");
            }
        }
        return clients;
    }

    /**
     * Says that no more will come and waits until the server has closed its end, so that it has nothing of these
     * clients any more.
     */
    private static void close(List<SocketChannel> clients) throws IOException {
        for (SocketChannel client : clients) {
            client.shutdownOutput();
        }
        for (SocketChannel client : clients) {
            assertThat(line(client)).as("the server's last words").isEmpty();
            client.close();
        }
    }

    private void comeAndGo() throws IOException {
        close(open(1, true));
    }

    /** {@return what comes up to the end of a line, or of the connection} */
    private static String line(SocketChannel client) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        while (client.read(bytes) > 0 && bytes.get(bytes.position() - 1) != '\n') {
            // the rest of the line is still to come
        }
        return US_ASCII.decode(bytes.flip()).toString();
    }
}
