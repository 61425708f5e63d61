package io.qmp.app.serve;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A monitor behind a web socket. What is accepted and refused, and its texts, are those of QEMU 7.2. */
class WebSocketTest {
    private static final String REQUEST = """
            GET / HTTP/1.1\r
            Host: localhost:4444\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Protocol: binary\r
            \r
            """;
    private static final String ACCEPTED = """
            HTTP/1.1 101 Switching Protocols\r
            Server: QEMU VNC\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            Sec-WebSocket-Protocol: binary\r
            \r
            """;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final LocalConnection.Ends ends = LocalConnection.open(loop, "client", "server");
    private final Text client = new Text();
    private final Text server = new Text();
    private final Connection connection = new WebSocketConnection(ends.second());

    private static final class Text implements ConnectionHandler {
        private final StringBuilder text = new StringBuilder();
        private boolean closed;

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

        String take() {
            String all = text.toString();
            text.setLength(0);
            return all;
        }
    }

    @BeforeEach
    void open() {
        ends.first().handler(client);
        connection.handler(server);
    }

    private void send(String text) {
        ends.first().write(ISO_8859_1.encode(text));
        ends.first().flush();
        loop.runPending();
    }

    private void upgrade() {
        send(REQUEST);
        assertThat(client.take()).isEqualTo(ACCEPTED);
    }

    /** A frame of the client, masked. */
    private static String frame(int first, String payload) {
        StringBuilder frame = new StringBuilder().append((char) first);
        int length = payload.length();
        if (length < 126) {
            frame.append((char) (0x80 | length));
        } else if (length <= 0xffff) {
            frame.append((char) 0xfe).append((char) (length >> 8)).append((char) (length & 0xff));
        } else {
            frame.append((char) 0xff).append("\0\0\0\0\0");
            frame.append((char) (length >> 16))
                    .append((char) (length >> 8 & 0xff))
                    .append((char) (length & 0xff));
        }
        frame.append("abcd");
        for (int i = 0; i < length; i++) {
            frame.append((char) (payload.charAt(i) ^ "abcd".charAt(i % 4)));
        }
        return frame.toString();
    }

    @Test
    void whatIsSentBeforeTheRequestFollowsTheAnswer() {
        connection.write(ISO_8859_1.encode("greeting\r\n"));
        connection.flush();
        loop.runPending();
        assertThat(client.take()).isEmpty();
        assertThat(connection.pendingBytes()).isEqualTo(10);
        send(REQUEST);
        assertThat(client.take()).isEqualTo(ACCEPTED + "\u0082\ngreeting\r\n");
        assertThat(connection.pendingBytes()).isZero();
    }

    @Test
    void framesMayComeInPiecesAndWithTheRequest() {
        for (char piece : (REQUEST + frame(0x82, "{'execute':") + frame(0x82, "'quit'}")).toCharArray()) {
            send(String.valueOf(piece));
        }
        assertThat(server.take()).isEqualTo("{'execute':'quit'}");
        assertThat(client.take()).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65535, 65536, 100_000})
    void framesHaveAnyLength(int length) {
        upgrade();
        String payload = "x".repeat(length);
        send(frame(0x82, payload));
        assertThat(server.take()).isEqualTo(payload);
        connection.write(ISO_8859_1.encode(payload));
        connection.flush();
        loop.runPending();
        assertThat(client.take())
                .hasSize(length + (length < 126 ? 2 : length < 65536 ? 4 : 10))
                .endsWith(payload);
    }

    @Test
    void messagesMayBeFragmentedAndPingsStandBetween() {
        upgrade();
        send(frame(0x02, "{'exe") + frame(0x89, "p") + frame(0x00, "cute'") + frame(0x80, ":1}"));
        assertThat(server.take()).isEqualTo("{'execute':1}");
        assertThat(client.take()).isEqualTo("\u008a\u0001p");
    }

    @Test
    void anotherHandlerGoesOnInTheMiddleOfAFrame() {
        upgrade();
        String frame = frame(0x82, "{'execute':'quit'}");
        send(frame.substring(0, 10));
        Text next = new Text();
        connection.handler(next);
        send(frame.substring(10));
        assertThat(server.take() + next.take()).isEqualTo("{'execute':'quit'}");
    }

    @ParameterizedTest
    @CsvSource({
        "129, text, 3eb, 'only binary, close, ping, and pong frames are supported'",
        "128, alone, 3eb, 'only binary, close, ping, and pong frames are supported'",
        "131, hi, 3eb, 'only binary, close, ping, and pong frames are supported'",
        "1, text, 3f0, only binary frames may be fragmented",
        "9, hi, 3f0, only binary frames may be fragmented",
        "136, '', 3e8, peer requested close",
        "136, bye, 3e8, peer requested close",
    })
    void whatCannotBeEndsTheConnection(int first, String payload, String status, String reason) {
        upgrade();
        send(frame(first, payload) + frame(0x82, "more"));
        int code = Integer.parseInt(status, 16);
        assertThat(client.take())
                .isEqualTo(
                        "\u0088" + (char) (2 + reason.length()) + (char) (code >> 8) + (char) (code & 0xff) + reason);
        assertThat(client.closed).isTrue();
        assertThat(server.take()).isEmpty();
    }

    @Test
    void framesThatAreNotMaskedEndTheConnection() {
        upgrade();
        send("\u0082\u0002{}");
        assertThat(client.take()).isEqualTo("\u0088\u001e\u0003\u00eaclient frames must be masked");
        assertThat(client.closed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0089\u00fe\0\u007eabcd", "\u0089\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffabcd"})
    void controlFramesAreSmall(String header) {
        upgrade();
        send(header);
        assertThat(client.take()).endsWith("\u0003\u00eacontrol frame is too large");
        assertThat(client.closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Upgrade: websocket, Upgrade: WebSocket",
        "Connection: Upgrade, 'connection:keep-alive, upgrade'",
        "Sec-WebSocket-Protocol: binary, 'Sec-WebSocket-Protocol: chat, binary'",
        "Host: localhost:4444, 'Host: a\r\nHost: b'",
    })
    void requestsMayDiffer(String line, String other) {
        send(REQUEST.replace(line, other));
        assertThat(client.take()).isEqualTo(ACCEPTED);
    }

    @Test
    void aRequestMayNameNoProtocol() {
        send(REQUEST.replace("Sec-WebSocket-Protocol: binary\r\n", ""));
        assertThat(client.take()).isEqualTo(ACCEPTED.replace("Sec-WebSocket-Protocol: binary\r\n", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, POST / HTTP/1.1",
        "GET / HTTP/1.1, GET / HTTP/1.0",
        "GET / HTTP/1.1, GET /",
        "GET / HTTP/1.1, '{\"execute\":\"qmp_capabilities\"}'",
        "Host: localhost:4444, X: y",
        "Host: localhost:4444, 'no colon'",
        "Upgrade: websocket, Upgrade: h2c",
        "Connection: Upgrade, Connection: close",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, Sec-WebSocket-Key: abc",
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8",
        "Sec-WebSocket-Protocol: binary, Sec-WebSocket-Protocol: chat",
    })
    void badRequestsAreRefused(String line, String other) {
        connection.write(ISO_8859_1.encode("greeting"));
        send(REQUEST.replace(line, other) + frame(0x82, "{'execute':'quit'}"));
        assertThat(client.take()).startsWith("HTTP/1.1 400 Bad Request\r\n").doesNotContain("greeting");
        assertThat(client.closed).isTrue();
        assertThat(server.take()).isEmpty();
    }

    @Test
    void thereIsOnePathOnly() {
        send(REQUEST.replace("GET / ", "GET /x "));
        assertThat(client.take()).startsWith("HTTP/1.1 404 Not Found\r\n");
        assertThat(client.closed).isTrue();
    }

    @Test
    void requestsWithoutAnEndAreRefused() {
        send("GET / HTTP/1.1\r\nX: " + "y".repeat(5000));
        assertThat(client.take()).startsWith("HTTP/1.1 403 Request Entity Too Large\r\n");
        assertThat(client.closed).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"26, 101", "27, 400"})
    void thereMayBeSoManyHeaders(int more, String status) {
        send(REQUEST.replace("Host:", "X: y\r\n".repeat(more) + "Host:"));
        assertThat(client.take()).startsWith("HTTP/1.1 " + status);
    }

    @Test
    void descriptorsDoNotPass() {
        AtomicInteger closed = new AtomicInteger();
        FileDescriptor descriptor = new FileDescriptor(5, closed::set);
        assertThatThrownBy(() -> connection.write(ISO_8859_1.encode("x"), List.of(descriptor)))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(closed).hasValue(5);
    }
}
