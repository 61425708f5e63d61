package io.qmp.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.qmp.api.Experimental;
import io.qmp.api.message.TraceContext;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.client.spi.CallEnd;
import io.qmp.client.spi.CallInfo;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.CallObservation;
import io.qmp.client.spi.ClientMetrics.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes a span of each command that the user of a client executes.
 *
 * <pre>{@code
 * QmpClient.builder().callListener(OpenTelemetryCalls.of(openTelemetry, address)).connect(address);
 * }</pre>
 *
 * <p>By the conventions for remote procedure calls: the span is one of a client, has the name of the command, and is
 * the child of the span that is current on the thread that executes it. {@code rpc.system.name} is {@code qmp},
 * {@code rpc.method} the command, and {@code rpc.response.status_code} the class of an error. A command that fails in
 * another way has its outcome as {@code error.type}. Arguments, results and the texts of errors are not shown, as they
 * may have secrets. There is no span for events. Samplers are given the name only: attributes are set when a span is
 * recorded.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class OpenTelemetryCalls implements CallListener {
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<Long> QUEUE = AttributeKey.longKey("qmp.queue_nanos");

    private final Tracer tracer;
    private final Attributes common;
    private final boolean propagates;

    private OpenTelemetryCalls(Tracer tracer, Attributes common, boolean propagates) {
        this.tracer = tracer;
        this.common = common;
        this.propagates = propagates;
    }

    /**
     * {@return a listener that makes spans}
     *
     * @param openTelemetry where they go
     * @param server where the server listens, for {@code server.address} and {@code server.port}
     */
    public static OpenTelemetryCalls of(OpenTelemetry openTelemetry, QmpAddress server) {
        AttributesBuilder common = Attributes.builder().put(Conventions.SYSTEM, Conventions.QMP);
        if (server.scheme().equals(TcpAddress.SCHEME)) {
            TcpAddress place = TcpAddress.of(server);
            common.put(ADDRESS, place.host()).put(PORT, (long) place.port());
        } else {
            common.put(ADDRESS, server.text());
        }
        return new OpenTelemetryCalls(openTelemetry.getTracer(Conventions.SCOPE), common.build(), false);
    }

    /**
     * {@return this listener, but one that sends the context of each span with the command, in its {@linkplain
     * TraceContext id}} A server with {@link OpenTelemetryCommands#withPropagation} goes on with the trace; others
     * send the id back. The span of a request that is passed on for another client is the child of that client's.
     */
    public OpenTelemetryCalls withPropagation() {
        return new OpenTelemetryCalls(tracer, common, true);
    }

    @Override
    public CallObservation began(CallInfo call) {
        SpanBuilder builder = tracer.spanBuilder(call.command()).setSpanKind(SpanKind.CLIENT);
        if (propagates
                && call.received().isPresent()
                && !Span.current().getSpanContext().isValid()) {
            builder.setParent(TraceContexts.parent(call.received().get()));
        }
        Span span = builder.startSpan();
        if (span.isRecording()) { // else attributes would cost more than the command
            span.setAllAttributes(common);
            Conventions.began(span, call.command(), call.outOfBand());
        } else if (!propagates) {
            return CallObservation.NONE;
        }
        return new Observed(span, propagates ? TraceContexts.of(span) : Optional.empty());
    }

    private record Observed(Span span, Optional<TraceContext> traceContext) implements CallObservation {
        @Override
        public void ended(CallEnd end) {
            span.setAttribute(QUEUE, end.queueNanos());
            if (end.error().isPresent()) {
                Conventions.refused(span, end.error().get().errorClass());
            } else if (end.outcome() != Outcome.SUCCEEDED && end.outcome() != Outcome.CANCELLED) {
                Conventions.failed(span, end.outcome().name().toLowerCase(Locale.ROOT));
            }
            span.end();
        }
    }
}
