package io.qmp.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.qmp.api.Experimental;
import io.qmp.api.error.QmpError;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.client.spi.CallEnd;
import io.qmp.client.spi.CallInfo;
import io.qmp.client.spi.CallListener;
import io.qmp.client.spi.CallObservation;
import io.qmp.client.spi.ClientMetrics.Outcome;
import java.util.Locale;

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
 * may have secrets. There is no span for events.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class OpenTelemetryCalls implements CallListener {
    private static final String SCOPE = "io.qmp";

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("rpc.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<Boolean> OUT_OF_BAND = AttributeKey.booleanKey("qmp.out_of_band");
    private static final AttributeKey<Long> QUEUE = AttributeKey.longKey("qmp.queue_nanos");

    private final Tracer tracer;
    private final Attributes common;

    private OpenTelemetryCalls(Tracer tracer, Attributes common) {
        this.tracer = tracer;
        this.common = common;
    }

    /**
     * {@return a listener that makes spans}
     *
     * @param openTelemetry where they go
     * @param server where the server listens, for {@code server.address} and {@code server.port}
     */
    public static OpenTelemetryCalls of(OpenTelemetry openTelemetry, QmpAddress server) {
        AttributesBuilder common = Attributes.builder().put(SYSTEM, "qmp");
        if (server.scheme().equals(TcpAddress.SCHEME)) {
            TcpAddress place = TcpAddress.of(server);
            common.put(ADDRESS, place.host()).put(PORT, (long) place.port());
        } else {
            common.put(ADDRESS, server.text());
        }
        return new OpenTelemetryCalls(openTelemetry.getTracer(SCOPE), common.build());
    }

    @Override
    public CallObservation began(CallInfo call) {
        Span span =
                tracer.spanBuilder(call.command()).setSpanKind(SpanKind.CLIENT).startSpan();
        if (!span.isRecording()) {
            return CallObservation.NONE; // attributes would cost more than the command
        }
        span.setAllAttributes(common).setAttribute(METHOD, call.command());
        if (call.outOfBand()) {
            span.setAttribute(OUT_OF_BAND, true);
        }
        return end -> ended(span, end);
    }

    private static void ended(Span span, CallEnd end) {
        span.setAttribute(QUEUE, end.queueNanos());
        end.error().ifPresent(error -> span.setAttribute(STATUS, error.errorClass()));
        boolean failed = end.outcome() != Outcome.SUCCEEDED && end.outcome() != Outcome.CANCELLED;
        if (failed) {
            span.setAttribute(
                    ERROR,
                    end.error()
                            .map(QmpError::errorClass)
                            .orElse(end.outcome().name().toLowerCase(Locale.ROOT)));
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
