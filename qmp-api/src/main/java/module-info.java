/**
 * The protocol model of QMP, QEMU's machine protocol, and the seams that others implement.
 *
 * <p>Depends on the JDK alone. {@code org.jspecify} is needed at run time, too: a record component marked
 * {@code @Nullable} is an optional member, and that is read by reflection.
 *
 * @uses io.qmp.api.wire.WireCodec
 * @uses io.qmp.api.wire.TransportProvider
 * @uses io.qmp.api.wire.DescriptorSource
 */
module io.qmp.api {
    requires transitive org.jspecify;

    exports io.qmp.api;
    exports io.qmp.api.bind;
    exports io.qmp.api.command;
    exports io.qmp.api.error;
    exports io.qmp.api.event;
    exports io.qmp.api.host;
    exports io.qmp.api.local;
    exports io.qmp.api.log;
    exports io.qmp.api.message;
    exports io.qmp.api.schema;
    exports io.qmp.api.secret;
    exports io.qmp.api.socket;
    exports io.qmp.api.spi;
    exports io.qmp.api.type;
    exports io.qmp.api.value;
    exports io.qmp.api.wire;

    uses io.qmp.api.wire.WireCodec;
    uses io.qmp.api.wire.TransportProvider;
    uses io.qmp.api.wire.DescriptorSource;
}
