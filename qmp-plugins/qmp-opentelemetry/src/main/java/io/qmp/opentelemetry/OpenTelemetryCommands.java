package io.qmp.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.qmp.api.Experimental;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.TraceContext;
import io.qmp.api.spi.CommandInterceptor;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import java.util.concurrent.CompletionStage;

/**
 * Makes a span of each command that a server executes. It is a plugin, around the commands of those behind it: {@code
 * QmpServer.builder().plugin(OpenTelemetryCommands.of(openTelemetry))}.
 *
 * <p>The span is one of a server, has the name of the command, and is current while the handler is called, on its
 * thread. It begins with the command's turn; attributes are those of {@link OpenTelemetryCalls} without the address.
 * Requests for commands that do not exist, and negotiation, have none.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class OpenTelemetryCommands implements QmpPlugin, CommandInterceptor {
    private final Tracer tracer;
    private final boolean propagates;

    private OpenTelemetryCommands(Tracer tracer, boolean propagates) {
        this.tracer = tracer;
        this.propagates = propagates;
    }

    /**
     * {@return a plugin that makes spans}
     *
     * @param openTelemetry where they go
     */
    public static OpenTelemetryCommands of(OpenTelemetry openTelemetry) {
        return new OpenTelemetryCommands(openTelemetry.getTracer(Conventions.SCOPE), false);
    }

    /**
     * {@return this plugin, but one that goes on with the trace that a client has sent in the {@linkplain TraceContext
     * id} of a request} Anybody who can connect can then add spans to any trace.
     */
    public OpenTelemetryCommands withPropagation() {
        return new OpenTelemetryCommands(tracer, true);
    }

    @Override
    public void register(PluginRegistry registry) {
        registry.interceptor(this);
    }

    @Override
    @SuppressWarnings("try") // a scope ends what it began, and is not used otherwise
    public CompletionStage<Reply> intercept(Request request, CommandContext context, RequestHandler next) {
        SpanBuilder builder = tracer.spanBuilder(request.command())
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent(request));
        Span span = builder.startSpan();
        if (span.isRecording()) {
            span.setAttribute(Conventions.SYSTEM, Conventions.QMP);
            Conventions.began(span, request.command(), request.outOfBand());
        }
        try (Scope scope = span.makeCurrent()) {
            CompletionStage<Reply> reply = next.handle(request, context);
            return span.isRecording() ? reply.whenComplete((answer, failure) -> ended(span, answer)) : reply;
        }
    }

    private Context parent(Request request) {
        return propagates
                ? TraceContext.of(request.id()).map(TraceContexts::parent).orElseGet(Context::root)
                : Context.root();
    }

    private static void ended(Span span, Reply reply) {
        if (reply instanceof Reply.Failure failure) {
            Conventions.refused(span, failure.error().errorClass());
        }
        span.end();
    }
}
