package io.qmp.codec.message;

import io.qmp.api.message.Malformed.Kind;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The recognisable part of a message that is not JSON, or breaks off: its members at the top level. */
final class Glimpse {
    /** Longer numbers may not fit. */
    private static final int LONGEST_ID = 18;

    private final byte[] bytes;
    private final int to;
    private int position;
    private int depth;
    private @Nullable String name;
    private boolean namesNext;
    private boolean reply;
    private boolean event;
    private int ids;
    private @Nullable QmpValue id;

    private Glimpse(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.to = to;
    }

    /** {@return the recognisable part of these bytes} */
    static Glimpse of(byte[] bytes, int from, int to) {
        Glimpse glimpse = new Glimpse(bytes, from, to);
        boolean compound = from < to && (bytes[from] == '{' || bytes[from] == '[');
        glimpse.reply = compound;
        while (compound && glimpse.position < to) {
            glimpse.step();
        }
        return glimpse;
    }

    /** {@return the id, if there is one, and it is an integer} */
    @Nullable
    QmpValue id() {
        return ids == 1 ? id : null;
    }

    /** {@return what the message was meant to be} */
    Kind kind() {
        if (event) {
            return Kind.EVENT;
        }
        return reply ? Kind.REPLY : Kind.RUBBISH;
    }

    private void step() {
        byte each = bytes[position];
        switch (each) {
            case '{', '[' -> {
                depth++;
                namesNext = depth == 1;
            }
            case '}', ']' -> depth--;
            case ',' -> namesNext = depth == 1;
            case '"', '\'' -> {
                string(each);
                return;
            }
            default -> {
                if (depth == 1 && WireNames.ID.equals(name) && (each == '-' || each >= '0' && each <= '9')) {
                    number();
                    return;
                }
            }
        }
        position++;
    }

    private void string(byte quote) {
        int begin = position + 1;
        int i = begin;
        while (i < to && bytes[i] != quote) {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        position = i + 1;
        if (depth == 1 && namesNext) {
            namesNext = false;
            name = new String(bytes, begin, Math.min(i, to) - begin, StandardCharsets.ISO_8859_1);
            named(name);
        }
    }

    private void named(String member) {
        switch (member) {
            case WireNames.EVENT, WireNames.TIMESTAMP -> event = true;
            case WireNames.ID -> ids++;
            default -> {}
        }
    }

    private void number() {
        int begin = position++;
        while (position < to && bytes[position] >= '0' && bytes[position] <= '9') {
            position++;
        }
        name = null;
        // A number that the end of the bytes cuts off may be another one.
        if (position < to && position - begin <= LONGEST_ID && bytes[position - 1] != '-') {
            String digits = new String(bytes, begin, position - begin, StandardCharsets.ISO_8859_1);
            id = new QmpLong(Long.parseLong(digits));
        }
    }
}
