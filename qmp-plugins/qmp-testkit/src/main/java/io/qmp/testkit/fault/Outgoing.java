package io.qmp.testkit.fault;

import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * A message of the server, on its way.
 *
 * @param text the message with its line end, one character a byte
 * @param value the message
 * @param command the command that it replies to; {@code null} if it is no reply, or that is not known
 */
record Outgoing(String text, QmpObject value, @Nullable String command) {
    private static final WireCodec CODEC = WireCodec.installed();
    private static final String LINE_END = "\r\n";

    /** {@return a message as a value; a sentinel of a guest agent before it does not count} */
    static QmpObject parse(String text) {
        return (QmpObject)
                CODEC.parse(text.substring(text.lastIndexOf('\u00ff') + 1).strip());
    }

    static String format(QmpObject value) {
        return CODEC.format(value, WireFormat.SERVER) + LINE_END;
    }

    boolean isGreeting() {
        return value.get(WireNames.QMP) != null;
    }

    boolean isReplyTo(String wanted) {
        return wanted.equals(command);
    }

    boolean isEvent(String name) {
        return value.string(WireNames.EVENT).filter(name::equals).isPresent();
    }

    static boolean isReply(QmpObject value) {
        return value.get(WireNames.RETURN) != null || value.get(WireNames.ERROR) != null;
    }
}
