package io.qmp.plugin.machine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconfigTest {
    private int built;
    private final Preconfig preconfig = new Preconfig(true, () -> built++);

    @ParameterizedTest
    @ValueSource(
            strings = {"qmp_capabilities", "query-status", "blockdev-add", "object-add", "x-exit-preconfig", "quit"})
    void configuringCommandsArePermitted(String command) {
        assertThat(preconfig.refusal(command, new Unasked())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cont", "stop", "device_add", "query-cpus-fast", "__org.example_other"})
    void otherCommandsAreRefusedUntilThePhaseEnds(String command) {
        assertThat(preconfig.refusal(command, new Unasked()))
                .hasValueSatisfying(error -> assertThat(error.desc())
                        .isEqualTo("The command '" + command
                                + "' is permitted only after machine initialization has completed"));

        preconfig.exit();
        assertThat(preconfig.refusal(command, new Unasked())).isEmpty();
    }

    @Test
    void machineIsBuiltOnce() {
        assertThat(built).isZero();
        preconfig.exit();
        assertThatThrownBy(preconfig::exit).isInstanceOf(CommandFailedException.class);
        assertThat(built).isEqualTo(1);
    }

    @Test
    void machineWithoutThePhasePermitsEverything() {
        Preconfig none = new Preconfig(false, () -> built++);

        assertThat(none.refusal("cont", new Unasked())).isEmpty();
        assertThatThrownBy(none::exit)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("permitted only before machine initialization");
        assertThat(built).isZero();
    }

    /** The decision depends on the name of the command alone. */
    private static final class Unasked implements CommandContext {
        @Override
        public SessionInfo session() {
            throw new AssertionError("not needed");
        }

        @Override
        public boolean outOfBand() {
            throw new AssertionError("not needed");
        }

        @Override
        public Optional<FileDescriptor> takeDescriptor() {
            throw new AssertionError("not needed");
        }
    }
}
