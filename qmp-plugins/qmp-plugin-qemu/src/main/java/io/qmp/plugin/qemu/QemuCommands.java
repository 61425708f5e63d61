package io.qmp.plugin.qemu;

import io.qmp.api.Experimental;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * A plugin for servers that know every command of QEMU 11.1. Commands that no other plugin implements have their
 * arguments checked as in QEMU and then fail with a GenericError. Such a server answers {@code query-qmp-schema} as
 * QEMU 11.1 does.
 *
 * <pre>{@code
 * QmpServer.builder().plugin(QemuCommands.plugin()).listen("unix:/run/vm.qmp");
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class QemuCommands {
    private static final String RECORDED = "qemu-11.1.3.json.gz";

    private QemuCommands() {}

    /**
     * {@return a plugin for one server}
     *
     * @throws IllegalStateException if no codec is installed
     */
    public static QmpPlugin plugin() {
        return plugin(WireCodec.installed());
    }

    /**
     * {@return a plugin for one server}
     *
     * @param codec reads the recorded introspection
     */
    public static QmpPlugin plugin(WireCodec codec) {
        return new QemuPlugin(() -> schema(codec));
    }

    /**
     * {@return the recorded introspection of QEMU 11.1 for x86_64}
     *
     * @param codec reads it
     */
    public static Schema schema(WireCodec codec) {
        return codec.newBinder(CompatPolicy.ACCEPT).readSchema(codec.parse(recorded()));
    }

    /** The recorded answer of QEMU. */
    static String recorded() {
        try (InputStream file = Objects.requireNonNull(QemuCommands.class.getResourceAsStream(RECORDED), RECORDED);
                InputStream text = new GZIPInputStream(file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
