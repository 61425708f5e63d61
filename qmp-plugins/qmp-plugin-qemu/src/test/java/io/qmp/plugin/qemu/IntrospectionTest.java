package io.qmp.plugin.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.qemu.command.BlockResize;
import io.qmp.plugin.qemu.event.PowerdownEvent;
import io.qmp.testkit.LocalServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that knows all commands answers {@code query-qmp-schema} as QEMU 11.1 does, to the letter. */
class IntrospectionTest {
    private final WireCodec codec = WireCodec.installed();
    private final QmpArray recorded = (QmpArray) codec.parse(QemuCommands.recorded());

    @Test
    void introspectionIsThatOfQemu() {
        List<QmpValue> told = introspection(new CorePlugin(), QemuCommands.plugin());

        assertThat(told).hasSize(1230).isEqualTo(recorded.elements());
    }

    private static List<QmpValue> introspection(QmpPlugin... plugins) {
        try (LocalServer server = LocalServer.with(plugins)) {
            return ((QmpArray) server.execute("query-qmp-schema", QmpObject.EMPTY)).elements();
        }
    }

    @Test
    void commandsThatNobodyCarriesOutSaySo() {
        try (LocalServer server = LocalServer.with(new CorePlugin(), QemuCommands.plugin())) {
            assertThat(server.server().context().commandNames()).hasSize(242);
            assertThatThrownBy(() -> server.execute(new BlockResize(1 << 20)))
                    .isInstanceOfSatisfying(
                            CommandFailedException.class,
                            e -> assertThat(e.error().desc())
                                    .isEqualTo("The command block_resize is not implemented by this server"));
            assertThatThrownBy(() -> server.execute("block_resize", QmpObject.of("size", QmpValue.of("big"))))
                    .isInstanceOfSatisfying(
                            CommandFailedException.class,
                            e -> assertThat(e.error().desc())
                                    .isEqualTo("Invalid parameter type for 'size', expected: integer"));
            server.server().context().emit(new PowerdownEvent());
            assertThat(server.eventNames()).containsExactly("POWERDOWN");
        }
    }
}
