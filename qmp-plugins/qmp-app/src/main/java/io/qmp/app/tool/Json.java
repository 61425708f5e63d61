package io.qmp.app.tool;

import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import io.qmp.api.wire.WireFormat.LineEnd;
import io.qmp.api.wire.WireFormat.MemberOrder;
import java.nio.charset.StandardCharsets;

/**
 * The JSON that the tools print. Numbers that are not finite, which peers write as {@code inf} and {@code nan}, become
 * strings of that text: JSON has no such numbers.
 */
final class Json {
    private final WireCodec codec;
    private final WireFormat format;
    private final MessageWriter writer;

    Json(WireCodec codec, boolean pretty) {
        this.codec = codec;
        this.format = new WireFormat(pretty, LineEnd.LF, MemberOrder.INSERTION);
        this.writer = codec.newWriter(format);
    }

    /** {@return a value as text} */
    String text(QmpValue value) {
        return codec.format(finite(value), format);
    }

    /** {@return a reply as text, with the id of its request and the end of its line} */
    String text(Reply reply) {
        return line(
                reply instanceof Reply.Success success
                        ? new Reply.Success(finite(success.result()), reply.id(), true)
                        : reply);
    }

    /** {@return an event as text, with the end of its line} */
    String text(Event event) {
        return line(event.withData((QmpObject) finite(event.data())));
    }

    private String line(QmpMessage message) {
        return StandardCharsets.US_ASCII.decode(writer.write(message)).toString();
    }

    private QmpValue finite(QmpValue value) {
        if (value instanceof QmpDouble number && !Double.isFinite(number.value())) {
            return QmpValue.of(codec.format(number, format));
        } else if (value instanceof QmpArray array) {
            return new QmpArray(array.elements().stream().map(this::finite).toList());
        } else if (value instanceof QmpObject object) {
            QmpObject.Builder members = QmpObject.builder();
            object.members().forEach((name, member) -> members.put(name, finite(member)));
            return members.build();
        }
        return value;
    }
}
