/** A span for each command of a client or server, for OpenTelemetry. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // OpenTelemetry has automatic modules
module io.qmp.opentelemetry {
    requires io.opentelemetry.context;
    requires transitive io.opentelemetry.api;
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;

    exports io.qmp.opentelemetry;
}
