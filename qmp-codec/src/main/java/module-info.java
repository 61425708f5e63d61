/**
 * The QMP codec: bytes to frames to messages and back, and records to values and back.
 *
 * <p>JSON tokens come from Jackson, which is seen in this module only.
 */
@SuppressWarnings("requires-automatic") // Guice 7 is an automatic module
module io.qmp.codec {
    requires transitive io.qmp.api;
    requires static com.google.guice;
    requires tools.jackson.core;
}
