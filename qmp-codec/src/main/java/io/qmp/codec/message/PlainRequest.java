package io.qmp.codec.message;

import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.MemberReader;
import org.jspecify.annotations.Nullable;

/** A request in the making: the members of the envelope as far as they are read. */
final class PlainRequest {
    private final boolean oob;
    private @Nullable String execute;
    private @Nullable String execOob;
    private @Nullable QmpObject arguments;
    private @Nullable QmpValue id;

    PlainRequest(boolean oob) {
        this.oob = oob;
    }

    /** {@return the request; {@code null} if there may be a fault in it} */
    @Nullable
    Request read(MemberReader members) {
        for (String name = members.next(); name != null; name = members.next()) {
            if (!take(name, members)) {
                return null;
            }
        }
        String command = execute == null ? execOob : execute;
        if (!members.isComplete() || command == null || execute != null && execOob != null) {
            return null;
        }
        return new Request(command, arguments == null ? QmpObject.EMPTY : arguments, id, execute == null);
    }

    /** Whether a member belongs to a request and is the first of its name. */
    private boolean take(String name, MemberReader members) {
        switch (name) {
            case WireNames.EXECUTE -> {
                boolean first = execute == null;
                execute = members.word();
                return first;
            }
            case WireNames.EXEC_OOB -> {
                boolean first = execOob == null;
                execOob = members.word();
                return first && oob;
            }
            case WireNames.ARGUMENTS -> {
                boolean first = arguments == null;
                arguments = members.value() instanceof QmpObject object ? object : null;
                return first && arguments != null;
            }
            case WireNames.ID -> {
                boolean first = id == null;
                id = members.value();
                return first;
            }
            default -> {
                return false;
            }
        }
    }
}
