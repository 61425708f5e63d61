package io.qmp.app.metrics;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionTest {
    private static final String GET = "GET /page HTTP/1.1\r\nHost: x\r\n\r\n";

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final HttpConnections connections = new HttpConnections(request ->
            HttpResponse.ok("text/plain", request.path().repeat(request.path().equals("/big") ? 1_000 : 1)));
    private final Client client = open();

    /** A client that reads what comes. */
    private static final class Client implements ConnectionHandler {
        private final StringBuilder text = new StringBuilder();
        private final LocalConnection connection;
        private boolean closed;

        Client(LocalConnection connection) {
            this.connection = connection;
        }

        @Override
        public void received(ByteBuffer bytes) {
            text.append(ISO_8859_1.decode(bytes));
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }

    private Client open() {
        LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
        Client opened = new Client(ends.first());
        ends.first().handler(opened);
        connections.accept(ends.second());
        loop.runPending();
        return opened;
    }

    private void send(String text) {
        client.connection.write(ISO_8859_1.encode(text));
        client.connection.flush();
        loop.runPending();
    }

    @Test
    void aConnectionServesOneRequestAfterTheOther() {
        send(GET + GET.substring(0, 10));
        send(GET.substring(10));

        assertThat(client.text.toString().split("/page", -1)).hasSize(3);
        assertThat(client.text)
                .startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n/page");
        assertThat(client.closed).isFalse();
    }

    @Test
    void headHasTheHeadersOnly() {
        send("HEAD /page HTTP/1.1\r\n\r\n");

        assertThat(client.text).endsWith("Content-Length: 5\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /page HTTP/1.0\r\n\r\n", "GET /page HTTP/1.1\r\nConnection: close\r\n\r\n"})
    void theLastRequestEndsTheConnection(String request) {
        send(request);

        assertThat(client.text).contains("Connection: close\r\n\r\n/page");
        assertThat(client.closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 400",
        "GET /page HTTP/2.0, 400",
        "GET page HTTP/1.1, 400",
        "' /page HTTP/1.1', 400",
        "'GET /page HTTP/1.1\r\nno header', 400",
        "'GET /page HTTP/1.1\r\nspace : x', 400",
        "'POST /page HTTP/1.1\r\nContent-Length: 5', 400",
        "'GET /page HTTP/1.1\r\nTransfer-Encoding: chunked', 400",
        "'\u0016\u0003\u0001', 400"
    })
    void whatIsNoRequestEndsTheConnection(String request, String status) {
        send(request + "\r\n\r\n" + GET);

        assertThat(client.text).startsWith("HTTP/1.1 " + status + " ").containsOnlyOnce("HTTP/1.1");
        assertThat(client.closed).isTrue();
    }

    @Test
    void aHeadWithoutAnEndIsRefused() {
        send("GET /page HTTP/1.1\r\nx: " + "y".repeat(HttpConnection.LONGEST_HEAD));

        assertThat(client.text).startsWith("HTTP/1.1 431 ");
        assertThat(client.closed).isTrue();
    }

    @Test
    void aSlowRequestEndsTheConnection() {
        send("GET /");
        loop.advance(HttpConnection.REQUEST.minusMillis(1));
        send("p");
        assertThat(client.closed).isFalse();

        loop.advance(Duration.ofMillis(1));

        assertThat(client.closed).isTrue();
    }

    @Test
    void aClientThatDoesNotTakeTheResponseIsDisconnected() {
        client.connection.pause();
        send("GET /big HTTP/1.1\r\n\r\n");
        loop.advance(HttpConnection.RESPONSE.minusMillis(1));
        assertThat(client.closed).isFalse();

        loop.advance(Duration.ofMillis(1));

        assertThat(client.closed).isTrue();
    }

    @Test
    void aSlowResponseHoldsTheNextOne() {
        client.connection.pause();
        send("GET /big HTTP/1.1\r\n\r\n" + GET);

        client.connection.resume();
        loop.runPending();

        assertThat(client.text).endsWith("\r\n\r\n/page");
        loop.advance(HttpConnection.RESPONSE);
        assertThat(client.closed).isFalse();
    }

    @Test
    void anIdleConnectionEnds() {
        send(GET);
        loop.advance(HttpConnection.IDLE.minusMillis(1));
        assertThat(client.closed).isFalse();

        loop.advance(Duration.ofMillis(1));

        assertThat(client.closed).isTrue();
    }

    @Test
    void aTargetMayNameTheServer() {
        send("GET http://exporter:9179/page?a=b HTTP/1.1\r\n\r\n");

        assertThat(client.text).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\n/page");
    }

    @Test
    void emptyLinesBeforeARequestAreNoPartOfIt() {
        send("\r\n\r\n" + GET + "\r\n" + GET);

        assertThat(client.text.toString().split("/page", -1)).hasSize(3);
    }

    @Test
    void oneClientMoreTakesThePlaceOfTheOneThatHasAskedLongestAgo() {
        List<Client> others = new ArrayList<>();
        for (int i = 1; i < HttpConnections.MOST; i++) {
            others.add(open());
        }
        send(GET);

        assertThat(open().closed).isFalse();

        loop.runPending();
        assertThat(client.closed).isFalse();
        assertThat(others.get(0).closed).isTrue();
        assertThat(others.subList(1, others.size())).noneMatch(other -> other.closed);
    }

    @Test
    void clientsThatNeverEndARequestKeepNobodyOut() {
        for (int i = 0; i < 10 * HttpConnections.MOST; i++) {
            Client slow = open();
            slow.connection.write(ISO_8859_1.encode("GET /pa"));
            slow.connection.flush();
        }
        loop.runPending();
        Client prometheus = open();
        prometheus.connection.write(ISO_8859_1.encode(GET));
        prometheus.connection.flush();
        loop.runPending();

        assertThat(prometheus.text).endsWith("/page");
    }

    @Test
    void clientsThatAreBeingAnsweredKeepTheirPlaces() {
        List<Client> all = new ArrayList<>(List.of(client));
        while (all.size() < HttpConnections.MOST) {
            all.add(open());
        }
        for (Client each : all) {
            each.connection.pause();
            each.connection.write(ISO_8859_1.encode("GET /big HTTP/1.1\r\n\r\n"));
            each.connection.flush();
        }
        loop.runPending();

        assertThat(open().closed).isTrue();
        assertThat(all).noneMatch(each -> each.closed);
    }
}
