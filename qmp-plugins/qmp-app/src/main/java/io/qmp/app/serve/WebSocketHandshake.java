package io.qmp.app.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The answer to the HTTP request by which a client asks for a web socket (RFC 6455, section 4.2). Accepts what QEMU
 * accepts.
 *
 * @param response what is sent
 * @param accepted whether frames follow; else the connection is closed
 */
record WebSocketHandshake(String response, boolean accepted) {
    /** The bytes after which a request without an end is refused. */
    static final int LIMIT = 4096;

    /** What ends a request. */
    static final String END = "\r\n\r\n";

    private static final int MOST_HEADERS = 32;
    private static final int KEY_LENGTH = 24;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String PROTOCOL = "binary";
    private static final String PROTOCOLS = "sec-websocket-protocol";
    private static final String VERSION = "13";
    private static final String SERVER = "Server: QEMU VNC\r\n";

    private static final WebSocketHandshake BAD_REQUEST = refused("400 Bad Request", "Sec-WebSocket-Version: 13\r\n");
    private static final WebSocketHandshake NOT_FOUND = refused("404 Not Found", "");

    private static WebSocketHandshake refused(String status, String headers) {
        return new WebSocketHandshake(
                "HTTP/1.1 " + status + "\r\n" + SERVER + "Connection: close\r\n" + headers + "\r\n", false);
    }

    /** {@return the answer to a request that is too long} */
    static WebSocketHandshake tooLarge() {
        return refused("403 Request Entity Too Large", "");
    }

    /**
     * {@return the answer to a request}
     *
     * @param request its line and its headers, without the empty line
     */
    static WebSocketHandshake answer(String request) {
        List<String> lines = List.of(request.split("\r\n", -1));
        String[] line = lines.get(0).split(" ", -1);
        if (line.length != 3 || !line[0].equals("GET") || !line[2].equals("HTTP/1.1")) {
            return BAD_REQUEST;
        }
        if (!line[1].equals("/")) {
            return NOT_FOUND;
        }
        return headers(lines.subList(1, lines.size()));
    }

    private static WebSocketHandshake headers(List<String> lines) {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                return BAD_REQUEST;
            }
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return lines.size() <= MOST_HEADERS && asksForAWebSocket(headers) ? accepted(headers) : BAD_REQUEST;
    }

    private static boolean asksForAWebSocket(Map<String, String> headers) {
        return headers.containsKey("host")
                && has(headers, "upgrade", "websocket")
                && has(headers, "connection", "upgrade")
                && has(headers, "sec-websocket-version", VERSION)
                && headers.getOrDefault("sec-websocket-key", "").length() == KEY_LENGTH
                && (!headers.containsKey(PROTOCOLS) || has(headers, PROTOCOLS, PROTOCOL));
    }

    private static boolean has(Map<String, String> headers, String name, String word) {
        return headers.getOrDefault(name, "").toLowerCase(Locale.ROOT).contains(word);
    }

    private static WebSocketHandshake accepted(Map<String, String> headers) {
        return new WebSocketHandshake(
                "HTTP/1.1 101 Switching Protocols\r\n" + SERVER + "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + proof(headers.getOrDefault("sec-websocket-key", "")) + "\r\n"
                        + (headers.containsKey(PROTOCOLS) ? "Sec-WebSocket-Protocol: " + PROTOCOL + "\r\n" : "")
                        + "\r\n",
                true);
    }

    /** Shows the client that its request was understood; secures nothing. */
    private static String proof(String key) {
        try {
            byte[] text = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
