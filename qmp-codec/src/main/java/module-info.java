/**
 * The QMP codec: bytes to frames to messages and back, and records to values and back.
 *
 * <p>JSON tokens come from Jackson, which is seen in this module only.
 *
 * @provides io.qmp.api.wire.WireCodec
 */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.codec {
    requires transitive io.qmp.api;
    requires static com.google.guice;
    requires tools.jackson.core;

    exports io.qmp.codec;
    exports io.qmp.codec.guice;

    opens io.qmp.codec.guice to
            com.google.guice;

    provides io.qmp.api.wire.WireCodec with
            io.qmp.codec.JsonWireCodec;
}
