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
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** How the replies to commands that arrive together leave, and their events. */
class BatchTest {
    private static final String COMMAND = "{'execute':'now'}";
    private static final String EVENT = "{'execute':'burst','arguments':{'count':1}}";
    private static final int REPLY = "{\"return\": {}}\r\n".length();
    private static final int TICK =
            ("{\"timestamp\": {\"seconds\": 1767225600, \"microseconds\": 123456}, \"event\": \"TICK\", "
                            + "\"data\": {\"count\": 0}}\r\n")
                    .length();

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

    @Test
    void eventsOfTheLastCommandLeaveBeforeItsReply() {
        assertThat(flushesOfTwo(EVENT)).containsExactly("other " + TICK, "own " + (TICK + REPLY));
    }

    @Test
    void eventsOfCommandsThatArriveTogetherLeaveTogether() {
        assertThat(flushesOfTwo(EVENT.repeat(3))).containsExactly("own " + 3 * (TICK + REPLY), "other " + 3 * TICK);
    }

    @Test
    void eventsWaitForCommandsThatFollow() {
        assertThat(flushesOfTwo(EVENT + COMMAND)).containsExactly("own " + (TICK + 2 * REPLY), "other " + TICK);
    }

    @Test
    void onlyTheFirstOfManyEventsLeavesAlone() {
        List<String> flushes = flushesOfTwo("{'execute':'burst','arguments':{'count':8}}");

        assertThat(flushes).containsExactly("other " + TICK, "own " + (8 * TICK + REPLY), "other " + 7 * TICK);
    }

    private static List<Integer> bytesOfEachFlush(int commands) {
        List<Integer> flushes = new ArrayList<>();
        try (Harness harness = new Harness()) {
            TextClient client = ready(harness, flushes::add);
            flushes.clear();

            client.send(COMMAND.repeat(commands));

            return List.copyOf(flushes); // before the harness closes the server, which sends more
        }
    }

    /** The bytes of each flush to the client that sends commands, and to another. */
    private static List<String> flushesOfTwo(String commands) {
        List<String> flushes = new ArrayList<>();
        try (Harness harness = new Harness()) {
            TextClient client = ready(harness, bytes -> flushes.add("own " + bytes));
            ready(harness, bytes -> flushes.add("other " + bytes));
            flushes.clear();

            client.send(commands);

            return List.copyOf(flushes);
        }
    }

    private static TextClient ready(Harness harness, IntConsumer flushed) {
        LocalConnection.Ends ends = LocalConnection.open(harness.loop, "a client", "a server");
        harness.server.serve(counted(ends.second(), flushed), MonitorOptions.DEFAULT);
        TextClient client = new TextClient(harness.loop, ends.first());
        client.ask("{'execute':'qmp_capabilities'}");
        return client;
    }

    /** Adds up the bytes that are written before each flush. */
    private static Connection counted(Connection real, IntConsumer flushed) {
        int[] written = new int[1];
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    if (method.getName().equals("write")) {
                        written[0] += ((ByteBuffer) arguments[0]).remaining();
                    } else if (method.getName().equals("flush")) {
                        flushed.accept(written[0]);
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
