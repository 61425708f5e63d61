package io.qmp.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.message.Request;
import io.qmp.api.message.TraceContext;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QgaClient;
import io.qmp.client.spi.CallListener;
import io.qmp.mux.audit.AuditLog;
import io.qmp.mux.policy.Policy;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.testkit.fake.FakeAgent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients on one guest agent, over sockets. */
class AgentMuxTest {
    private final FakeAgent agent = FakeAgent.builder().start();
    private final List<String> audited = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path directory;

    private AgentMux mux;

    @BeforeEach
    void start() {
        agent.stub("guest-get-host-name").returns("{'host-name': 'vm'}");
        mux = AgentMux.builder(agent.address())
                .listen("rw", address("rw"), RoleSource.always(Role.OWNER))
                .listen("ro", address("ro"), RoleSource.always(Role.OBSERVER))
                .listen("none", address("none"), Policy.parse("{}"))
                .audit(log())
                .start()
                .join();
    }

    private AuditLog log() {
        return entry -> {
            audited.add(entry.end().map(end -> end.outcome().name()).orElse("begins") + " " + entry.role() + " "
                    + entry.request().command());
            return CompletableFuture.completedFuture(null);
        };
    }

    @AfterEach
    void close() {
        mux.close().join();
        agent.close();
    }

    private QmpAddress address(String name) {
        return QmpAddress.unix(directory.resolve(name));
    }

    private SocketChannel connect(String name) throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(directory.resolve(name)));
        return client;
    }

    private static String read(SocketChannel client, int lines) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int left = lines; left > 0 && client.read(one.clear()) > 0; ) {
            text.write(one.get(0));
            left -= one.get(0) == '\n' ? 1 : 0;
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    private static void write(SocketChannel client, String text) throws IOException {
        client.write(StandardCharsets.ISO_8859_1.encode(text));
    }

    @Test
    void clientsShareAnAgent() {
        QgaClient one = QgaClient.connect(address("rw")).join();
        QgaClient other = QgaClient.connect(address("ro")).join();
        for (QgaClient client : List.of(one, other)) {
            QmpObject result = (QmpObject)
                    client.execute("guest-get-host-name", QmpObject.EMPTY).join();
            assertThat(result.string("host-name")).contains("vm");
        }
    }

    @Test
    void eachClientSynchronizesAlone() throws IOException {
        try (SocketChannel one = connect("rw");
                SocketChannel other = connect("rw")) {
            write(one, "{\"execute\": \"guest-sync-delimited\", \"arguments\": {\"id\": 7}, \"id\": 1}");
            write(other, "{\"exe\u00ff{\"execute\": \"guest-sync\", \"arguments\": {\"id\": 8}}");
            assertThat(read(one, 1)).isEqualTo("\u00ff{\"return\": 7, \"id\": 1}\n");
            assertThat(read(other, 2)).endsWith("{\"return\": 8}\n");
        }
    }

    @Test
    void repliesHaveTheOrderOfTheCommands() throws IOException {
        try (SocketChannel client = connect("ro")) {
            write(
                    client,
                    "{\"execute\": \"guest-get-host-name\"}{\"execute\": \"guest-shutdown\"}{\"execute\": 1}"
                            + "{\"execute\": \"guest-sync\", \"arguments\": {\"id\": 9}}");
            assertThat(read(client, 4).lines())
                    .containsExactly(
                            "{\"return\": {\"host-name\": \"vm\"}}",
                            "{\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"Command guest-shutdown has been"
                                    + " disabled: not permitted for role observer\"}}",
                            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"QMP input member 'execute' must be"
                                    + " a string\"}}",
                            "{\"return\": 9}");
        }
        assertThat(audited).containsExactly("SUCCEEDED observer guest-get-host-name", "DENIED observer guest-shutdown");
    }

    @Test
    void commandsThatTheRoleMayNotUseAreNotEnabled() {
        assertThat(enabled("ro", "guest-shutdown")).isFalse();
        assertThat(enabled("ro", "guest-get-osinfo")).isTrue();
        assertThat(enabled("ro", "guest-sync")).isTrue();
        assertThat(enabled("rw", "guest-shutdown")).isTrue();
    }

    private boolean enabled(String listener, String command) {
        QmpObject info = (QmpObject) QgaClient.connect(address(listener))
                .join()
                .execute("guest-info", QmpObject.EMPTY)
                .join();
        QmpArray commands = info.array("supported_commands").orElseThrow();
        return commands.elements().stream()
                .map(QmpObject.class::cast)
                .filter(entry -> entry.string("name").equals(Optional.of(command)))
                .anyMatch(entry -> QmpValue.of(true).equals(entry.get("enabled")));
    }

    @Test
    void errorsOfTheAgentPassUnchanged() {
        agent.stub("guest-get-timezone").fails("the guest has no clock");
        QgaClient client = QgaClient.connect(address("rw")).join();
        assertThatThrownBy(() ->
                        client.execute("guest-get-timezone", QmpObject.EMPTY).join())
                .hasCauseInstanceOf(CommandFailedException.class)
                .hasMessageContaining("the guest has no clock");
    }

    @Test
    void clientThatLeavesWithACommandInWorkDelaysNobodyForEver() throws IOException {
        agent.stub("guest-get-time").returns("1");
        agent.stub("guest-get-users").returns("[]");
        try (SocketChannel client = connect("rw")) {
            write(client, "{\"execute\": \"guest-get-time\"}{\"execute\": \"guest-get-users\"}");
        }
        QgaClient other = QgaClient.connect(address("ro")).join();
        assertThat(other.execute("guest-get-host-name", QmpObject.EMPTY).join()).isInstanceOf(QmpObject.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tracesArePassedOnIfToldSo(boolean passes) throws IOException {
        agent.stub("guest-get-time").returns("1");
        AgentMuxBuilder builder =
                AgentMux.builder(agent.address()).listen("traces", address("traces"), RoleSource.always(Role.OWNER));
        if (passes) {
            builder.callListener(CallListener.PASSING_TRACES);
        }
        mux.close().join(); // the agent serves one client
        AgentMux passing = builder.start().join();
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        try (SocketChannel client = connect("traces")) {
            write(client, "{\"execute\": \"guest-get-time\", \"id\": {\"traceparent\": \"" + trace + "\"}}");
            assertThat(read(client, 1)).isEqualTo("{\"return\": 1, \"id\": {\"traceparent\": \"" + trace + "\"}}\n");
        }
        Request received = agent.take();
        while (!received.command().equals("guest-get-time")) {
            received = agent.take();
        }
        assertThat(TraceContext.of(received.id()).map(TraceContext::traceparent))
                .isEqualTo(passes ? Optional.of(trace) : Optional.empty());
        passing.close().join();
    }

    @Test
    void clientWithoutRoleIsDisconnected() throws IOException {
        try (SocketChannel client = connect("none")) {
            assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void agentThatServesAnotherClientIsWaitedFor() throws IOException {
        Path place = directory.resolve("agent");
        try (ServerSocketChannel held = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            held.bind(UnixDomainSocketAddress.of(place));
            AgentMux waiting = AgentMux.builder(QmpAddress.unix(place))
                    .listen("later", address("later"), RoleSource.always(Role.OWNER))
                    .start()
                    .join();
            held.accept().close(); // before it has answered anything
            Files.delete(place);
            try (FakeAgent free =
                    FakeAgent.builder().address(QmpAddress.unix(place)).start()) {
                free.stub("guest-get-host-name").returns("{'host-name': 'free'}");
                assertThat(QgaClient.connect(address("later"))
                                .join()
                                .execute("guest-get-host-name", QmpObject.EMPTY)
                                .join())
                        .isEqualTo(QmpObject.of("host-name", QmpValue.of("free")));
                waiting.close().join();
            }
        }
    }

    @Test
    void addressToWhichThereIsNoWayEndsTheMultiplexerWithTheCause() {
        AgentMux ended = AgentMux.builder(QmpAddress.parse("nothing:like-that"))
                .listen("later", address("later"), RoleSource.always(Role.OWNER))
                .start()
                .join();
        assertThatThrownBy(() -> ended.closed().join()).hasCauseInstanceOf(ConnectFailedException.class);
    }

    @Test
    void multiplexerEndsWithTheAgent() throws IOException {
        QgaClient client = QgaClient.connect(address("rw")).join();
        client.execute("guest-get-host-name", QmpObject.EMPTY).join();
        agent.close();
        mux.closed().join();
        client.closed().join();
    }
}
