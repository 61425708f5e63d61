package io.qmp.codec.json;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireFormat;
import io.qmp.codec.frame.Dialect;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single values as text, for tools. */
public final class JsonText {
    private JsonText() {}

    /**
     * {@return the value that a text stands for}
     *
     * @throws IllegalArgumentException if it is not one JSON value
     */
    public static QmpValue parse(String json) {
        List<QmpValue> values = new ArrayList<>();
        try {
            ValueReader reader = fed(json);
            for (QmpValue value = reader.next(); value != null; value = reader.next()) {
                values.add(value);
            }
            QmpValue last = reader.finish();
            if (last != null) {
                values.add(last);
            }
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e.desc(), e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("half a surrogate pair", e);
        }
        if (values.size() != 1) {
            throw new IllegalArgumentException(values.isEmpty() ? "no JSON value" : "more than one JSON value");
        }
        return values.get(0);
    }

    /** {@return a reader of a text that is one plain value; {@code null} if it is not} */
    public static @Nullable TextReader plain(String json) {
        try {
            ValueReader reader = fed(json.strip());
            return reader.nextText() && reader.isPlain() && reader.pendingBytes() == 0 ? reader.text() : null;
        } catch (SyntaxException | CharacterCodingException e) {
            return null;
        }
    }

    private static ValueReader fed(String json) throws CharacterCodingException {
        ValueReader reader = new ValueReader(Dialect.READ_BY_QEMU, ReaderLimits.QEMU);
        reader.feed(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(json.toCharArray())));
        return reader;
    }

    /** {@return a value as text, without a line end behind it} */
    public static String format(QmpValue value, WireFormat format) {
        ValueWriter writer = new ValueWriter(format);
        writer.value(value);
        return StandardCharsets.US_ASCII.decode(writer.out().view()).toString();
    }
}
