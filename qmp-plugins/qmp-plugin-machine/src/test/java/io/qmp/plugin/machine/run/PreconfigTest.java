package io.qmp.plugin.machine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconfigTest {
    private static final Reply PASSED = new Reply.Success(QmpObject.EMPTY, null);

    private int built;
    private final Preconfig preconfig = new Preconfig(true, () -> built++);

    @ParameterizedTest
    @ValueSource(
            strings = {"qmp_capabilities", "query-status", "blockdev-add", "object-add", "x-exit-preconfig", "quit"})
    void configuringCommandsArePermitted(String command) {
        assertThat(reply(preconfig, command)).isSameAs(PASSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cont", "stop", "device_add", "query-cpus-fast", "__org.example_other"})
    void otherCommandsAreRefusedUntilThePhaseEnds(String command) {
        assertThatThrownBy(() -> reply(preconfig, command))
                .isInstanceOfSatisfying(
                        CommandFailedException.class,
                        refused -> assertThat(refused.error())
                                .isEqualTo(QmpError.generic("The command '" + command
                                        + "' is permitted only after machine initialization has completed")));

        preconfig.exit();
        assertThat(reply(preconfig, command)).isSameAs(PASSED);
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

        assertThat(reply(none, "cont")).isSameAs(PASSED);
        assertThatThrownBy(none::exit)
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("permitted only before machine initialization");
        assertThat(built).isZero();
    }

    private static Reply reply(Preconfig preconfig, String command) {
        return preconfig
                .intercept(
                        new Request(command, QmpObject.EMPTY, null, false),
                        new Unasked(),
                        (request, context) -> CompletableFuture.completedFuture(PASSED))
                .toCompletableFuture()
                .join();
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
