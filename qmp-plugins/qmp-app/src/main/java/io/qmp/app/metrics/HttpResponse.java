package io.qmp.app.metrics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a request.
 *
 * @param status number and reason
 * @param headers lines without their ends
 */
record HttpResponse(String status, List<String> headers, byte[] body) {
    static HttpResponse ok(String contentType, String text) {
        return new HttpResponse("200 OK", List.of("Content-Type: " + contentType), bytes(text));
    }

    static HttpResponse error(String status) {
        return new HttpResponse(status, List.of("Content-Type: text/plain; charset=utf-8"), bytes(status + "\n"));
    }

    HttpResponse with(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new HttpResponse(status, more, body);
    }

    /** {@return the bytes of the response} */
    ByteBuffer encode(boolean withBody, boolean last) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n");
        head.append(last ? "Connection: close\r\n\r\n" : "\r\n");
        byte[] start = bytes(head.toString());
        ByteBuffer all = ByteBuffer.allocate(start.length + (withBody ? body.length : 0));
        all.put(start);
        if (withBody) {
            all.put(body);
        }
        return all.flip();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
