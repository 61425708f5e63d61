package io.qmp.opentelemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.qmp.api.message.TraceContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contexts of OpenTelemetry as they travel in ids, and back. */
final class TraceContexts {
    private static final String TRACEPARENT = "traceparent";
    private static final String TRACESTATE = "tracestate";

    private static final TextMapGetter<TraceContext> FIELDS = new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable TraceContext carrier, String key) {
            if (carrier == null) {
                return null;
            }
            return key.equals(TRACEPARENT)
                    ? carrier.traceparent()
                    : key.equals(TRACESTATE) && !carrier.tracestate().isEmpty() ? carrier.tracestate() : null;
        }
    };

    private TraceContexts() {}

    /** {@return a context whose span is the one that this names} */
    static Context parent(TraceContext trace) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), trace, FIELDS);
    }

    /** {@return what names a span; empty if it is none that has a name} */
    static Optional<TraceContext> of(Span span) {
        Map<String, String> fields = new HashMap<>();
        W3CTraceContextPropagator.getInstance()
                .inject(Context.root().with(span), fields, (carrier, key, value) -> fields.put(key, value));
        String parent = fields.get(TRACEPARENT);
        String state = fields.getOrDefault(TRACESTATE, "");
        return parent == null
                ? Optional.empty()
                : Optional.of(new TraceContext(parent, state.length() <= TraceContext.LONGEST_STATE ? state : ""));
    }
}
