package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.contracts.TextClient;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A large result that is sent again and again is encoded and copied no more. */
class LargeRepliesTest {
    private static final int ELEMENTS = 6_000;

    private final QmpValue result = new QmpArray(Collections.nCopies(ELEMENTS, QmpValue.of("element")));
    private final String text = "[" + "\"element\", ".repeat(ELEMENTS - 1) + "\"element\"]";
    private final List<ByteBuffer> shared = new ArrayList<>();

    @Test
    void theBytesAreThoseOfTheFirstReplyButForTheId() {
        try (Harness harness = harness(ServerOptions.DEFAULT)) {
            TextClient client = ready(harness);
            for (int i = 0; i < 5; i++) {
                String id = "x".repeat(i * 1_000);
                assertThat(client.ask("{'execute':'large','id':'" + id + "'}"))
                        .isEqualTo("{\"return\": " + text + ", \"id\": \"" + id + "\"}");
                assertThat(client.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
            }

            assertThat(shared).hasSize(3);
            assertThat(shared).allMatch(bytes -> bytes.isReadOnly() && bytes.isDirect());
            assertThat(client.ask("{'execute':'large'}")).isEqualTo("{\"return\": " + text + "}");
        }
    }

    @Test
    void sessionsShareThem() {
        try (Harness harness = harness(ServerOptions.DEFAULT)) {
            ready(harness).send("{'execute':'large'} {'execute':'large'}");
            assertThat(shared).isEmpty();
            TextClient other = ready(harness);
            assertThat(other.ask("{'execute':'large','id':2}")).isEqualTo("{\"return\": " + text + ", \"id\": 2}");

            assertThat(shared).hasSize(1);
        }
    }

    @Test
    void aSlowReaderIsDisconnectedAfterAsMuchOfThem() {
        OutputLimit limit = new OutputLimit(3 * text.length(), OutputLimit.Overflow.DISCONNECT);
        try (Harness harness = harness(ServerOptions.DEFAULT.withOutputLimit(limit))) {
            ready(harness).send("{'execute':'large'} {'execute':'large'}");
            TextClient slow = ready(harness);
            slow.stopReading();
            slow.send("{'execute':'large'} {'execute':'large'} {'execute':'large'}");
            assertThat(slow.isClosed()).isFalse();
            assertThat(shared).hasSize(3);

            slow.send("{'execute':'now'}");
            assertThat(slow.isClosed()).isTrue();
        }
    }

    private Harness harness(ServerOptions options) {
        return new Harness(
                options,
                builder -> builder.plugin(registry ->
                        registry.command("large", (request, context) -> completedFuture(request.success(result)))));
    }

    /** A client in command mode, over a connection that notes which bytes are shared. */
    private TextClient ready(Harness harness) {
        LocalConnection.Ends ends = LocalConnection.open(harness.loop, "a client", "a server");
        harness.server.serve(
                new ForwardingConnection(ends.second()) {
                    @Override
                    public void writeShared(ByteBuffer bytes) {
                        shared.add(bytes);
                        super.writeShared(bytes);
                    }
                },
                MonitorOptions.DEFAULT);
        TextClient client = new TextClient(harness.loop, ends.first());
        client.next();
        client.ask("{'execute':'qmp_capabilities'}");
        return client;
    }
}
