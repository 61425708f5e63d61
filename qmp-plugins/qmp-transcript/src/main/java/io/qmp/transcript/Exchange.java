package io.qmp.transcript;

import io.qmp.api.value.QmpObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command of a transcript with its reply, and the events that came with it.
 *
 * @param request the request; {@code null} if it is not known
 * @param before the events between request and reply
 * @param reply the reply
 * @param after the events between the reply and the next request
 */
record Exchange(@Nullable QmpObject request, List<QmpObject> before, QmpObject reply, List<QmpObject> after) {
    /** {@return whether a request has the same command and arguments} */
    boolean matches(String command, QmpObject arguments) {
        return request != null
                && command(request).equals(command)
                && Objects.requireNonNull(request)
                        .object("arguments")
                        .orElse(QmpObject.EMPTY)
                        .equals(arguments);
    }

    static String command(QmpObject request) {
        return request.string("execute").or(() -> request.string("exec-oob")).orElse("");
    }
}
