package io.qmp.testkit.fault;

import io.qmp.api.Experimental;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A fault of one message. Several faults of one message can be combined: first it is changed, then delayed or dropped.
 *
 * <p>A path is the names of members, joined by dots, from the message down: {@code QMP.version}, {@code return.status},
 * {@code error.class}, {@code id}. Texts that are sent as they are have one character a byte.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MessageFault {
    /** What happens to the message. */
    enum Fate {
        SENT,
        DROPPED,
        CUT,
        CLOSED,
        RESET,
        SWAPPED
    }

    private final Predicate<Outgoing> where;
    private final List<UnaryOperator<String>> changes = new ArrayList<>();
    private Fate fate = Fate.SENT;
    private Duration delay = Duration.ZERO;
    private String before = "";
    private int copies = 1;
    private int cut;

    MessageFault(Predicate<Outgoing> where) {
        this.where = where;
    }

    boolean concerns(Outgoing message) {
        return where.test(message);
    }

    /** It is never sent. */
    public synchronized void never() {
        fate = Fate.DROPPED;
    }

    /** It is sent later, and does not hold up what follows. */
    public synchronized MessageFault late(Duration later) {
        delay = later;
        return this;
    }

    /** It is sent twice. */
    public synchronized MessageFault twice() {
        copies = 2;
        return this;
    }

    /** It is sent behind the next message. */
    public synchronized MessageFault swapped() {
        fate = Fate.SWAPPED;
        return this;
    }

    /** Another text is sent before it: an event, or what is no message. */
    public synchronized MessageFault after(String text) {
        before = before + text;
        return this;
    }

    /** It has a member of this value, in place of the one it had: JSON in QMP's dialect. */
    public MessageFault with(String path, String json) {
        QmpValue value = WireCodec.installed().parse(json);
        return changed(text -> Outgoing.format(set(Outgoing.parse(text), path, value)));
    }

    /** It lacks a member. */
    public MessageFault without(String path) {
        return changed(text -> Outgoing.format(set(Outgoing.parse(text), path, null)));
    }

    /** It is an error with the id of the reply, and the class {@code GenericError}. */
    public MessageFault fails(String desc) {
        return changed(text -> {
            QmpObject reply = Outgoing.parse(text);
            QmpObject error =
                    QmpObject.of(WireNames.CLASS, QmpValue.of("GenericError"), WireNames.DESC, QmpValue.of(desc));
            return Outgoing.format(set(set(reply, WireNames.RETURN, null), WireNames.ERROR, error));
        });
    }

    /** It has a further member {@code padding}, so that it is at least so many bytes long. */
    public MessageFault padded(int bytes) {
        return changed(text -> Outgoing.format(set(
                Outgoing.parse(text), "padding", QmpValue.of("x".repeat(Math.max(0, bytes - text.length()))))));
    }

    /** It is changed as a text, line end included; for what is no JSON. */
    public synchronized MessageFault changed(UnaryOperator<String> change) {
        changes.add(change);
        return this;
    }

    /** The connection is closed after so many of its bytes. */
    public synchronized void cutAfter(int bytes) {
        fate = Fate.CUT;
        cut = bytes;
    }

    /** The connection is closed instead. */
    public synchronized void closes() {
        fate = Fate.CLOSED;
    }

    /** The connection is reset instead. */
    public synchronized void resets() {
        fate = Fate.RESET;
    }

    synchronized Fate fate() {
        return fate;
    }

    synchronized Duration delay() {
        return delay;
    }

    synchronized String before() {
        return before;
    }

    /** {@return the text that is sent in place of a message} */
    synchronized String text(Outgoing message) {
        String text = message.text();
        for (UnaryOperator<String> change : changes) {
            text = change.apply(text);
        }
        return fate == Fate.CUT ? text.substring(0, Math.min(cut, text.length())) : text.repeat(copies);
    }

    private static QmpObject set(QmpObject object, String path, @Nullable QmpValue value) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        QmpValue changed =
                dot < 0 ? value : set(object.object(name).orElse(QmpObject.EMPTY), path.substring(dot + 1), value);
        QmpObject.Builder builder = QmpObject.builder();
        object.members().forEach((member, old) -> {
            if (!member.equals(name)) {
                builder.put(member, old);
            }
        });
        if (changed != null) {
            builder.put(name, changed);
        }
        return builder.build();
    }
}
