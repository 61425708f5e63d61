package io.qmp.api.message;

import io.qmp.api.Stable;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The place of a command in a trace, as the W3C recommendation "Trace Context" writes it. QMP has no headers, and
 * servers refuse members that they do not know; but an id may be any value, and comes back as it was. So the context
 * travels in the id of a request: {@code {"n": 17, "traceparent": "00-…-…-01"}}. Servers that do not look into ids
 * need not know of it.
 *
 * @param traceparent version, trace, parent and flags; 55 characters
 * @param tracestate entries of tracing systems; empty if there are none
 * @since 0.1
 */
@Stable(since = "0.1")
public record TraceContext(String traceparent, String tracestate) {
    /** The length of a {@code traceparent} of version 00. */
    public static final int LENGTH = 55;

    /** The longest {@code tracestate} that is passed on; a longer one is left out. */
    public static final int LONGEST_STATE = 512;

    private static final String TRACEPARENT = "traceparent";
    private static final String TRACESTATE = "tracestate";
    private static final String NUMBER = "n";

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Pattern STATE = Pattern.compile("[ -~]*");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if {@code traceparent} is not of version 00 or has not its form, or {@code
     *     tracestate} is too long or not printable ASCII
     */
    public TraceContext {
        if (!isParent(traceparent)) {
            throw new IllegalArgumentException("not a traceparent of version 00");
        }
        if (!isState(tracestate)) {
            throw new IllegalArgumentException("not a tracestate");
        }
    }

    /** {@return the context in the id of a request; empty if it has none, or none of this form} */
    public static Optional<TraceContext> of(@Nullable QmpValue id) {
        return id instanceof QmpObject object
                ? object.string(TRACEPARENT).filter(TraceContext::isParent).map(parent -> of(parent, object))
                : Optional.empty();
    }

    private static TraceContext of(String parent, QmpObject id) {
        return new TraceContext(
                parent, id.string(TRACESTATE).filter(TraceContext::isState).orElse(""));
    }

    private static boolean isParent(String text) {
        return text.length() == LENGTH && FORM.matcher(text).matches();
    }

    private static boolean isState(String text) {
        return text.length() <= LONGEST_STATE && STATE.matcher(text).matches();
    }

    /** {@return an id with this context} */
    public QmpObject id(long number) {
        QmpObject.Builder id =
                QmpObject.builder().put(NUMBER, QmpValue.of(number)).put(TRACEPARENT, QmpValue.of(traceparent));
        if (!tracestate.isEmpty()) {
            id.put(TRACESTATE, QmpValue.of(tracestate));
        }
        return id.build();
    }

    /** {@return the number in an id that {@link #id} has made} */
    public static long number(QmpObject id) {
        return id.integer(NUMBER).orElseThrow();
    }
}
