package io.qmp.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** The conventions of OpenTelemetry for remote procedure calls. */
final class Conventions {
    /** The name of what makes the spans. */
    static final String SCOPE = "io.qmp";

    static final String QMP = "qmp";
    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    static final AttributeKey<Boolean> OUT_OF_BAND = AttributeKey.booleanKey("qmp.out_of_band");

    private static final AttributeKey<String> STATUS = AttributeKey.stringKey("rpc.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private Conventions() {}

    /** Sets what is known when a command begins. */
    static void began(Span span, String command, boolean outOfBand) {
        span.setAttribute(METHOD, command);
        if (outOfBand) {
            span.setAttribute(OUT_OF_BAND, true);
        }
    }

    /** The command was answered with an error of this class. */
    static void refused(Span span, String errorClass) {
        span.setAttribute(STATUS, errorClass);
        failed(span, errorClass);
    }

    /** The command has failed for this reason. */
    static void failed(Span span, String reason) {
        span.setAttribute(ERROR, reason);
        span.setStatus(StatusCode.ERROR);
    }
}
