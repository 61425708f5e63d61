package io.qmp.codec.message;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.json.HashOrder;
import io.qmp.codec.json.MemberReader;
import io.qmp.codec.json.NotSimple;
import io.qmp.codec.json.SyntaxException;
import io.qmp.codec.json.ValueReader;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests of clients, and checks them as QEMU does. */
public final class RequestReader extends JsonMessageReader {
    private final ValueReader values;
    private boolean oob;

    /**
     * Makes a reader.
     *
     * @param limits how much a client may send
     */
    public RequestReader(ReaderLimits limits) {
        this(new ValueReader(Dialect.READ_BY_QEMU, limits));
    }

    private RequestReader(ValueReader values) {
        super(values);
        this.values = values;
    }

    /**
     * {@return a reader that tells syntax errors at once, with line and column, as QEMU does since 11.1}
     *
     * @param limits how much a client may send
     */
    public static RequestReader placing(ReaderLimits limits) {
        return new RequestReader(ValueReader.placing(limits));
    }

    @Override
    public void enableOob() {
        oob = true;
    }

    @Override
    Malformed malformed(SyntaxException fault) {
        return new Malformed(QmpError.generic(fault.desc()), null, false);
    }

    @Override
    @Nullable
    QmpMessage plain() {
        MemberReader members = values.members();
        return members == null ? null : message(members);
    }

    @Override
    @Nullable
    QmpMessage small(MemberReader members) {
        return message(members);
    }

    /** The common case, without an object for the envelope; {@code null} if it is another. */
    @Nullable
    QmpMessage message(MemberReader members) {
        try {
            return new PlainRequest(oob).read(members);
        } catch (NotSimple e) {
            return null;
        }
    }

    @Override
    QmpMessage message(QmpValue value) {
        if (!(value instanceof QmpObject object)) {
            return new Malformed(QmpError.generic("QMP input must be a JSON object"), null, false);
        }
        QmpValue execute = object.get(WireNames.EXECUTE);
        boolean outOfBand = execute == null && object.get(WireNames.EXEC_OOB) != null;
        QmpValue command = outOfBand && oob ? object.get(WireNames.EXEC_OOB) : execute;
        QmpValue arguments = object.get(WireNames.ARGUMENTS);
        QmpValue id = object.get(WireNames.ID);

        int known = 1 + (arguments == null ? 0 : 1) + (id == null ? 0 : 1);
        if (command instanceof QmpString name && known == object.members().size()) {
            if (arguments == null) {
                return new Request(name.value(), QmpObject.EMPTY, id, outOfBand);
            }
            if (arguments instanceof QmpObject given) {
                return new Request(name.value(), given, id, outOfBand);
            }
        }
        return new Malformed(QmpError.generic(fault(object)), id, outOfBand);
    }

    /** The first fault that QEMU would meet. It walks the members in the order of its hash table. */
    private String fault(QmpObject object) {
        String met = null;
        for (Map.Entry<String, QmpValue> member : HashOrder.sorted(object)) {
            String name = member.getKey();
            String fault = fault(name, member.getValue(), met);
            if (fault != null) {
                return "QMP input member '" + name + "' " + fault;
            }
            met = isCommand(name) ? name : met;
        }
        return "QMP input lacks member 'execute'";
    }

    private @Nullable String fault(String name, QmpValue value, @Nullable String met) {
        if (isCommand(name)) {
            if (!(value instanceof QmpString)) {
                return "must be a string";
            }
            return met == null ? null : "clashes with '" + met + "'";
        }
        if (name.equals(WireNames.ARGUMENTS)) {
            return value instanceof QmpObject ? null : "must be an object";
        }
        return name.equals(WireNames.ID) ? null : "is unexpected";
    }

    private boolean isCommand(String name) {
        return name.equals(WireNames.EXECUTE) || oob && name.equals(WireNames.EXEC_OOB);
    }
}
