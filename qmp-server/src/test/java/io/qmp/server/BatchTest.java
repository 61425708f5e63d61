package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.wire.Connection;
import io.qmp.contracts.TextClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the replies to commands that arrive together leave. */
class BatchTest {
    private static final String COMMAND = "{'execute':'now'}";
    private static final int REPLY = "{\"return\": {}}\r\n".length();

    @Test
    void repliesToFewCommandsLeaveTogether() {
        assertThat(bytesOfEachFlush(8)).containsExactly(8 * REPLY);
    }

    @Test
    void firstRepliesToManyCommandsLeaveBeforeTheLastIsMade() {
        List<Integer> flushes = bytesOfEachFlush(400);

        assertThat(flushes).hasSizeGreaterThan(2).allMatch(bytes -> bytes < 3000);
        assertThat(flushes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(400 * REPLY);
    }

    private static List<Integer> bytesOfEachFlush(int commands) {
        List<Integer> flushes = new ArrayList<>();
        try (Harness harness = new Harness()) {
            LocalConnection.Ends ends = LocalConnection.open(harness.loop, "a client", "a server");
            harness.server.serve(counted(ends.second(), flushes), MonitorOptions.DEFAULT);
            TextClient client = new TextClient(harness.loop, ends.first());
            client.ask("{'execute':'qmp_capabilities'}");
            flushes.clear();

            client.send(COMMAND.repeat(commands));

            return List.copyOf(flushes); // before the harness closes the server, which sends more
        }
    }

    /** Adds up the bytes that are written before each flush. */
    private static Connection counted(Connection real, List<Integer> flushes) {
        int[] written = new int[1];
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("write")) {
                        written[0] += ((ByteBuffer) arguments[0]).remaining();
                    } else if (method.getName().equals("flush")) {
                        flushes.add(written[0]);
                        written[0] = 0;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
