package io.qmp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.contracts.TextClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a monitor's record receives while no client hears it, as QEMU's log file has it. */
class UnheardEventsTest {
    private final List<String> record = new ArrayList<>();
    private final MonitorOptions options = MonitorOptions.DEFAULT.withStream(MonitorStream.PLAIN.withUnheard(
            bytes -> record.add(US_ASCII.decode(bytes).toString())));

    private static TextClient client(Harness harness, MonitorOptions options) {
        TextClient client = harness.client(options);
        assertThat(client.next()).startsWith("{\"QMP\"");
        return client;
    }

    private void tick(Harness harness) {
        harness.server.context().emit(new TestPlugin.Tick(1));
        harness.loop.runPending();
    }

    @Test
    void beforeTheFirstClientEventsAreRecorded() {
        try (Harness harness = new Harness()) {
            harness.server.addUnconnected("null", options);
            tick(harness);
            assertThat(record)
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("\"TICK\"")
                    .endsWith("}\r\n");
            assertThat(harness.server.context().monitors().get(0).address()).isEqualTo("null");
        }
        assertThat(record).hasSize(2).last().asString().contains("SHUTDOWN");
    }

    @Test
    void prettyMonitorsRecordOnLines() {
        try (Harness harness = new Harness()) {
            harness.server.addUnconnected("null", options.withPretty());
            tick(harness);
            assertThat(record).first().asString().startsWith("{\r\n    \"timestamp\"");
        }
    }

    @Test
    void whatAClientHearsOrWouldNotHearIsNotRecorded() {
        try (Harness harness = new Harness()) {
            TextClient client = client(harness, options);
            tick(harness);
            assertThat(record).as("it has not negotiated").isEmpty();
            assertThat(client.ask("{'execute':'qmp_capabilities'}")).isEqualTo("{\"return\": {}}");
            tick(harness);
            assertThat(client.next()).contains("\"TICK\"");
            assertThat(record).isEmpty();
        }
    }

    @Test
    void afterAClientThatHadNegotiatedEventsAreRecorded() {
        try (Harness harness = new Harness()) {
            TextClient client = client(harness, options);
            client.ask("{'execute':'qmp_capabilities'}");
            client.close();
            tick(harness);
            assertThat(record).hasSize(1);
        }
    }

    @Test
    void afterAClientThatHadNotNegotiatedNothingIs() {
        try (Harness harness = new Harness()) {
            client(harness, options).close();
            tick(harness);
        }
        assertThat(record).isEmpty();
    }

    @Test
    void aReceiverThatThrowsStopsNothing() {
        try (Harness harness = new Harness()) {
            harness.server.addUnconnected(
                    "null", MonitorOptions.DEFAULT.withStream(MonitorStream.PLAIN.withUnheard(bytes -> {
                        throw new StackOverflowError("thrown");
                    })));
            harness.server.addUnconnected("null", options);
            TextClient client = harness.ready();
            tick(harness);
            assertThat(client.next()).contains("\"TICK\"");
            assertThat(record).hasSize(1);
        }
    }
}
