package io.qmp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.QmpError;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that is a guest agent. */
class GuestAgentTest {
    private static final String PING = "{'execute':'guest-ping'}\n";

    private final Harness harness =
            new Harness(ServerOptions.DEFAULT, builder -> builder.guestAgent().plugin(new Commands()));

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aClientIsNotGreetedAndHasRepliesWhoseLinesEndWithLf() {
        Client client = new Client();
        assertThat(client.received()).isEmpty();
        assertThat(client.ask(PING)).isEqualTo("{\"return\": {}}\n");
        assertThat(client.ask("{'execute':'nope','id':1}\n"))
                .isEqualTo("{\"id\": 1, \"error\": {\"class\": \"CommandNotFound\","
                        + " \"desc\": \"The command nope has not been found\"}}\n");
    }

    @Test
    void thereIsNoNegotiationNorOutOfBandExecutionNorAnEvent() {
        Client client = new Client();
        assertThat(client.ask("{'execute':'qmp_capabilities'}\n"))
                .contains("The command qmp_capabilities has not been found");
        assertThat(client.ask("{'exec-oob':'guest-ping'}\n")).contains("QMP input member 'exec-oob' is unexpected");
        assertThat(client.ask("{'execute':'burst','arguments':{'count':2}}\n")).isEqualTo("{\"return\": {}}\n");
    }

    @Test
    void theReplyToADelimitedSyncFollowsTheSentinelButNotItsError() {
        Client client = new Client();
        assertThat(client.ask("{'execute':'guest-sync-delimited','arguments':{'ok':true}}\n"))
                .isEqualTo("\u00ff{\"return\": {}}\n");
        assertThat(client.ask("{'execute':'guest-sync-delimited'}\n")).startsWith("{\"error\"");
    }

    @Test
    void aCommandThatIsSilentHasAReplyOnlyIfItFails() {
        Client client = new Client();
        assertThat(client.ask("{'execute':'guest-shutdown','arguments':{'ok':true}}\n"))
                .isEmpty();
        assertThat(client.ask("{'execute':'guest-shutdown'}\n")).startsWith("{\"error\"");
        assertThat(client.ask(PING)).isEqualTo("{\"return\": {}}\n");
    }

    @Test
    void whatAClientLeavesUnfinishedIsTheBeginningOfWhatTheNextOneSends() {
        Client first = new Client();
        first.ask("{'execute':'guest-p");
        first.close();

        Client second = new Client();
        assertThat(second.ask("ing'}\n")).isEqualTo("{\"return\": {}}\n");
        second.ask("{'execute':'guest-p");
        second.close();

        Client third = new Client();
        assertThat(third.ask("\u00ff" + PING)).startsWith("{\"error\"").endsWith("{\"return\": {}}\n");
    }

    @Test
    void requestsOfAClientThatHasLeftAreNotAnsweredToTheNextOne() {
        Client first = new Client();
        first.ask("{'execute':'hold'}{'execute':'guest-ping','id':'first'}\n");
        first.close();

        Client second = new Client();
        assertThat(second.ask("{'execute':'guest-ping','id':'second'}\n")).isEmpty();
        harness.plugin.release();
        harness.loop.runPending();
        assertThat(second.received()).isEqualTo("{\"return\": {}, \"id\": \"second\"}\n");
    }

    @Test
    void aClientThatSendsNothingMoreIsLetGo() {
        Client client = new Client();
        client.connection.shutdownOutput();
        harness.loop.runPending();
        assertThat(client.closed).isTrue();
        assertThat(new Client().ask(PING)).isEqualTo("{\"return\": {}}\n");
    }

    @Test
    void twoClientsAtOnceHaveReadersOfTheirOwn() {
        Client first = new Client();
        Client second = new Client();
        first.ask("{'execute':");
        assertThat(second.ask(PING)).isEqualTo("{\"return\": {}}\n");
        assertThat(first.ask("'guest-ping'}\n")).isEqualTo("{\"return\": {}}\n");
    }

    /** Answers with success if the argument {@code ok} is there. */
    private static final class Commands implements QmpPlugin {
        @Override
        public void register(PluginRegistry registry) {
            registry.command("guest-ping", (request, context) -> completedFuture(request.success(QmpObject.EMPTY)));
            registry.command("guest-sync-delimited", Commands::answer);
            registry.command("guest-shutdown", Commands::answer);
        }

        private static CompletionStage<Reply> answer(Request request, CommandContext context) {
            return completedFuture(
                    request.arguments().get("ok") == null
                            ? request.failure(QmpError.generic("not ok"))
                            : request.success(QmpObject.EMPTY));
        }
    }

    /** A client whose bytes are shown as characters of Latin-1. */
    private final class Client implements ConnectionHandler {
        private final LocalConnection connection = harness.server.openLocal();
        private final StringBuilder received = new StringBuilder();
        private boolean closed;

        Client() {
            connection.handler(this);
            harness.loop.runPending();
        }

        String ask(String text) {
            connection.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
            connection.flush();
            harness.loop.runPending();
            return received();
        }

        String received() {
            String all = received.toString();
            received.setLength(0);
            return all;
        }

        void close() {
            connection.close();
            harness.loop.runPending();
        }

        @Override
        public void received(ByteBuffer bytes) {
            received.append(ISO_8859_1.decode(bytes));
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }
}
