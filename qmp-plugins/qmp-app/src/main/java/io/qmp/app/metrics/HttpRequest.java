package io.qmp.app.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The head of a request (RFC 9112). Requests with a body are not taken.
 *
 * @param path without a query
 * @param headers by their names in lower case; values of one name are joined with commas
 */
record HttpRequest(String method, String path, String version, Map<String, String> headers) {
    private static final int MOST_HEADERS = 64;

    /** The place of the server in a target, as proxies send it. */
    private static final Pattern ABSOLUTE = Pattern.compile("^http://[^/?#]+(?=/)", Pattern.CASE_INSENSITIVE);

    /**
     * {@return the request} Empty if it is none that can be answered: bad syntax, another version, or a body.
     *
     * @param head its lines, without the empty one
     */
    static Optional<HttpRequest> parse(String head) {
        List<String> lines = List.of(head.split("\r?\n", -1));
        String[] line = lines.get(0).split(" ", -1);
        boolean known = line.length == 3
                && !line[0].isEmpty()
                && (line[1].startsWith("/") || ABSOLUTE.matcher(line[1]).lookingAt())
                && (line[2].equals("HTTP/1.1") || line[2].equals("HTTP/1.0"));
        if (!known || lines.size() > MOST_HEADERS) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String header : lines.subList(1, lines.size())) {
            int colon = header.indexOf(':');
            if (colon <= 0 || header.substring(0, colon).chars().anyMatch(character -> character <= ' ')) {
                return Optional.empty();
            }
            headers.merge(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip(),
                    (first, second) -> first + "," + second);
        }
        boolean body = headers.containsKey("transfer-encoding")
                || !headers.getOrDefault("content-length", "0").equals("0");
        String target = ABSOLUTE.matcher(line[1]).replaceFirst("");
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return body ? Optional.empty() : Optional.of(new HttpRequest(line[0], path, line[2], headers));
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** {@return whether it asks for a page and nothing else} */
    boolean isRead() {
        return method.equals("GET") || isHead();
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    /** {@return whether the client wants no more on this connection} */
    boolean isLast() {
        String connection = header("connection").toLowerCase(Locale.ROOT);
        return version.equals("HTTP/1.0") ? !connection.contains("keep-alive") : connection.contains("close");
    }
}
