package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.qemu.command.ChardevAdd;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.ChardevInfo;
import io.qmp.plugin.qemu.type.DataFormat;
import io.qmp.testkit.LocalServer;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChardevsTest {
    /** These devices take no descriptors of clients. */
    private static final CommandContext CONTEXT = new CommandContext() {
        @Override
        public SessionInfo session() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean outOfBand() {
            return false;
        }

        @Override
        public Optional<FileDescriptor> takeDescriptor() {
            return Optional.empty();
        }
    };

    private final WireCodec codec = WireCodec.installed();
    private final Binder binder = codec.newBinder(CompatPolicy.ACCEPT);
    private final LocalServer server = LocalServer.with();
    private final MachineConfig config =
            MachineConfig.builder().hostFiles(HostFileAccess.ANY).build();
    private final Chardevs chardevs = new Chardevs(
            server.context(),
            config,
            new AgentPorts(
                    server.context(),
                    new Machine(server.context(), config),
                    new MachineTimers(server.context().loop()),
                    List.of()));

    @AfterEach
    void end() {
        server.close();
    }

    private ChardevBackend backend(String type, String data) {
        String arguments =
                ("{'id': 'x', 'backend': {'type': '" + type + "', 'data': " + data + "}}").replace('\'', '"');
        return binder.command(ChardevAdd.class)
                .readArguments((QmpObject) codec.parse(arguments))
                .backend();
    }

    private void add(String id, String type, String data) {
        chardevs.add(id, backend(type, data), CONTEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "testdev", "msmouse", "wctablet", "ringbuf", "memory"})
    void kindsThatNeedNothingOfTheHostCanBeAdded(String kind) {
        add("c", kind, "{}");
        assertThat(chardevs.kinds()).containsEntry("c", kind);
        chardevs.remove("c");
        assertThat(chardevs.kinds()).containsOnlyKeys("local");
    }

    @Test
    void aRingBufferKeepsWhatWasWrittenLast() {
        add("ring", "ringbuf", "{'size': 4}");
        chardevs.write("ring", "abcdef", null);
        assertThat(chardevs.read("ring", 2, DataFormat.UTF8)).isEqualTo("cd");
        assertThat(chardevs.read("ring", 10, DataFormat.BASE64)).isEqualTo("ZWY=");
        assertThat(chardevs.read("ring", 10, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"aGk=, hi", "aGk, hi", "'aG\nk=', hi", "'', ''"})
    void whatIsWrittenMayBeInBase64(String base64, String text) {
        add("ring", "ringbuf", "{}");
        chardevs.write("ring", base64, DataFormat.BASE64);
        assertThat(chardevs.read("ring", 100, null)).isEqualTo(text);
    }

    @Test
    void changingADeviceReplacesIt() {
        add("c", "ringbuf", "{'size': 4}");
        chardevs.write("c", "old", null);
        chardevs.change("c", backend("ringbuf", "{'size': 8}"), CONTEXT);
        assertThat(chardevs.read("c", 8, null)).isEmpty();
        chardevs.change("c", backend("null", "{}"), CONTEXT);
        assertThat(chardevs.kinds()).containsEntry("c", "null");
    }

    @ParameterizedTest
    @CsvSource({
        "3, size of ringbuf chardev must be power of two",
        "-3, size of ringbuf chardev must be power of two",
        "2147483648, Cannot allocate memory",
    })
    void sizesThatNoRingBufferHasFail(String size, String message) {
        assertFails(() -> add("ring", "ringbuf", "{'size': " + size + "}"), "Failed to add chardev 'ring': " + message);
        assertThat(chardevs.has("ring")).isFalse();
    }

    /** The client of a test is connected to a monitor. */
    @Test
    void aMonitorIsListedFirstAndIsNeitherChangedNorRemoved() {
        add("c", "null", "{}");
        assertThat(chardevs.list()).extracting(ChardevInfo::label).containsExactly("local", "c");
        assertThat(chardevs.list()).extracting(ChardevInfo::frontendOpen).containsExactly(true, false);
        assertFails(() -> add("local", "null", "{}"), "Chardev with id 'local' already exists");
        assertFails(
                () -> chardevs.change("local", backend("null", "{}"), CONTEXT),
                "Chardev user does not support chardev hotswap");
        assertFails(() -> chardevs.remove("local"), "Chardev 'local' is busy");
        assertFails(() -> chardevs.read("local", 1, null), "local is not a ringbuf device");
    }

    @Test
    void whatIsTakenMissingOrOfAnotherKindFails() {
        add("c", "null", "{}");
        add("ring", "ringbuf", "{}");
        assertFails(() -> add("c", "null", "{}"), "Chardev with id 'c' already exists");
        assertFails(
                () -> add("b", "braille", "{}"),
                "Failed to add chardev 'b': this machine has no chardevs of type 'braille'");
        assertFails(() -> chardevs.remove("d"), "Chardev 'd' not found");
        assertFails(() -> chardevs.need("d"), "Chardev 'd' not found");
        assertFails(() -> chardevs.change("d", backend("null", "{}"), CONTEXT), "Chardev 'd' does not exist");
        assertFails(() -> chardevs.read("d", 1, null), "Device 'd' not found");
        assertFails(() -> chardevs.read("c", 1, null), "c is not a ringbuf device");
        assertFails(() -> chardevs.read("ring", 0, null), "size must be greater than zero");
        assertFails(() -> chardevs.write("ring", "?", DataFormat.BASE64), "Base64 data contains invalid characters");
    }

    private static void assertFails(ThrowingCallable call, String message) {
        assertThat(failure(call)).isEqualTo(message);
    }
}
