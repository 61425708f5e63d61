package io.qmp.api.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of an address with QEMU's keys behind it: {@code PLACE,key=value,…}. A comma in the place is written
 * twice, and may be written once if no equals sign and no key follows it. A key alone means that it is on.
 */
final class AddressKeys {
    private static final Set<String> ON = Set.of("on", "yes", "true", "y");
    private static final Set<String> OFF = Set.of("off", "no", "false", "n");

    private final String whole;
    private final String form;
    private final String place;
    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Splits a text.
     *
     * @param scheme the scheme of the address
     * @param form how such an address looks, for messages
     * @throws IllegalArgumentException if there is another key than the known ones
     */
    AddressKeys(String scheme, String text, String form, Set<String> known) {
        this.whole = scheme + ':' + text;
        this.form = form;
        List<String> parts = split(text);
        StringBuilder name = new StringBuilder(parts.get(0));
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (known.contains(key)) {
                values.put(key, equals < 0 ? "on" : part.substring(equals + 1));
            } else if (equals < 0 && values.isEmpty()) {
                name.append(',').append(part);
            } else {
                throw bad("'" + key + "' is no key of such an address; a comma that belongs to its name is doubled");
            }
        }
        this.place = name.toString();
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ',') {
                part.append(c);
            } else if (text.startsWith(",,", i)) {
                part.append(c);
                i++;
            } else {
                parts.add(part.toString());
                part.setLength(0);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** {@return a place as a text has it: each comma twice} */
    static String escape(String place) {
        return place.replace(",", ",,");
    }

    /** {@return what stands before the keys} */
    String place() {
        return place;
    }

    /** {@return whether a key is on; empty if it is not given} */
    Optional<Boolean> flag(String key) {
        String value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!ON.contains(value) && !OFF.contains(value)) {
            throw bad("'" + key + "' is on or off");
        }
        return Optional.of(ON.contains(value));
    }

    /** {@return the port that a key names; empty if it is not given} */
    Optional<Integer> port(String key) {
        return Optional.ofNullable(values.get(key)).map(this::toPort);
    }

    /** {@return the port that a text stands for} */
    int toPort(String text) {
        try {
            return TcpAddress.checkedPort(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw bad("the port is not a number");
        }
    }

    /** {@return the failure to read the address} */
    IllegalArgumentException bad(String reason) {
        return bad(whole, reason, form);
    }

    /** {@return the failure to read an address} */
    static IllegalArgumentException bad(String address, String reason, String form) {
        return new IllegalArgumentException("'" + address + "' is no address: " + reason + " (" + form + ")");
    }
}
