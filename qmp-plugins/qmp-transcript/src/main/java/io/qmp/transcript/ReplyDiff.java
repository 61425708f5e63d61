package io.qmp.transcript;

import io.qmp.api.message.Reply;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The differences between a recorded reply and another one to the same command. Ids do not count, nor the order of
 * members; elements of an array that are found anywhere in the other one are the same.
 */
final class ReplyDiff {
    private static final WireCodec CODEC = WireCodec.installed();
    private static final int LONGEST = 200;

    private final String command;
    private final VolatileMembers rules;
    private final List<String> lines = new ArrayList<>();

    private ReplyDiff(String command, VolatileMembers rules) {
        this.command = command;
        this.rules = rules;
    }

    /**
     * {@return the differences, one a line: {@code query-status: return.status: recorded "paused", now "running"}}
     *
     * @param command the command
     * @param recorded the recorded reply
     * @param now the other one
     * @param rules which members do not count
     */
    static List<String> between(String command, QmpObject recorded, Reply now, VolatileMembers rules) {
        ReplyDiff diff = new ReplyDiff(command, rules);
        diff.compare("", diff.stable(members(recorded)), diff.stable(members(now)));
        return diff.lines;
    }

    private static QmpObject members(QmpObject recorded) {
        QmpObject.Builder builder = QmpObject.builder();
        recorded.members().forEach((name, value) -> {
            if (name.equals(WireNames.RETURN) || name.equals(WireNames.ERROR)) {
                builder.put(name, value);
            }
        });
        return builder.build();
    }

    private static QmpObject members(Reply reply) {
        if (reply instanceof Reply.Success success) {
            return QmpObject.of(WireNames.RETURN, success.result());
        }
        var error = ((Reply.Failure) reply).error();
        return QmpObject.of(
                WireNames.ERROR,
                QmpObject.of(
                        WireNames.CLASS, QmpValue.of(error.errorClass()), WireNames.DESC, QmpValue.of(error.desc())));
    }

    /** {@return a value without the members that do not count} */
    private QmpValue stable(QmpValue value) {
        if (value instanceof QmpArray array) {
            return new QmpArray(array.elements().stream().map(this::stable).toList());
        }
        if (!(value instanceof QmpObject object)) {
            return value;
        }
        QmpObject.Builder builder = QmpObject.builder();
        object.members().forEach((name, member) -> {
            if (!rules.contain(command, name)) {
                builder.put(name, stable(member));
            }
        });
        return builder.build();
    }

    private void compare(String path, @Nullable QmpValue recorded, @Nullable QmpValue now) {
        if (Objects.equals(recorded, now)) {
            return;
        }
        if (recorded instanceof QmpObject old && now instanceof QmpObject other) {
            old.members().forEach((name, value) -> compare(child(path, name), value, other.get(name)));
            other.members().forEach((name, value) -> {
                if (old.get(name) == null) {
                    compare(child(path, name), null, value);
                }
            });
        } else if (recorded instanceof QmpArray old && now instanceof QmpArray other) {
            elements(path, old.elements(), other.elements());
        } else {
            lines.add(command + ": " + path + ": recorded " + text(recorded) + ", now " + text(now));
        }
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void elements(String path, List<QmpValue> recorded, List<QmpValue> now) {
        List<QmpValue> gone = new ArrayList<>(recorded);
        List<QmpValue> come = new ArrayList<>();
        for (QmpValue value : now) {
            if (!gone.remove(value)) {
                come.add(value);
            }
        }
        for (int i = 0; i < Math.max(gone.size(), come.size()); i++) {
            compare(path + "[]", i < gone.size() ? gone.get(i) : null, i < come.size() ? come.get(i) : null);
        }
    }

    private static String text(@Nullable QmpValue value) {
        if (value == null) {
            return "nothing";
        }
        String text = CODEC.format(value, WireFormat.CLIENT);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
