package io.qmp.api.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads distinguished names in the form of RFC 2253, as the JDK writes it: with backslashes, and without quotes. */
final class DistinguishedName {
    private static final String COMMON_NAME = "CN=";

    private DistinguishedName() {}

    /** {@return the first common name, which is the most specific one; empty if none is a text} */
    static Optional<String> commonName(String name) {
        int start = 0;
        while (start < name.length()) {
            int end = end(name, start);
            if (name.regionMatches(true, start, COMMON_NAME, 0, COMMON_NAME.length())) {
                String value = name.substring(start + COMMON_NAME.length(), end);
                return value.startsWith("#") ? Optional.empty() : Optional.of(unescape(value));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    /** {@return where the attribute ends that begins at {@code start}} */
    private static int end(String name, int start) {
        int i = start;
        while (i < name.length() && name.charAt(i) != ',' && name.charAt(i) != '+') {
            i += name.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, name.length());
    }

    /** Behind a backslash stands the character itself, or two hexadecimal digits for a byte of UTF-8. */
    private static String unescape(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < value.length(); ) {
            if (value.charAt(i) == '\\' && isHex(value, i + 1) && isHex(value, i + 2)) {
                bytes.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                i += value.charAt(i) == '\\' && i + 1 < value.length() ? 1 : 0;
                int character = value.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean isHex(String value, int index) {
        return index < value.length() && Character.digit(value.charAt(index), 16) >= 0;
    }
}
