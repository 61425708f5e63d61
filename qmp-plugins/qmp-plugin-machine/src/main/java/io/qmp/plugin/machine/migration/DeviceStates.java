package io.qmp.plugin.machine.migration;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.host.HostStream;
import io.qmp.plugin.machine.run.Machine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.util.Optional;

/** Saves the machine without its memory to a file, as Xen's tools want it, and takes it from one. Blocks. */
final class DeviceStates {
    private static final String IO_ERROR = "An IO error has occurred";
    private static final int LONGEST = 4096;

    private final Surroundings around;

    DeviceStates(Surroundings around) {
        this.around = around;
    }

    /**
     * Saves the state; the machine stands still meanwhile.
     *
     * @param leaves whether a machine that was stopped already leaves its block nodes to another one
     */
    void save(String filename, boolean leaves) {
        around.config().hostFiles().require(filename);
        Machine machine = around.machine();
        boolean wasRunning = machine.isRunning();
        MachineState state = around.state();
        if (wasRunning) {
            machine.stop();
        }
        try {
            write(filename, state);
            if (leaves && !wasRunning && !around.nodes().inactivateAll()) {
                throw CommandFailedException.generic("qmp_xen_save_devices_state: bdrv_inactivate_all() failed (-1)");
            }
        } finally {
            if (wasRunning) {
                machine.cont();
            }
        }
    }

    private void write(String filename, MachineState state) {
        ByteChannel opened = open(
                HostStream.writing(new MigrationEndpoint.HostPath(filename, 0).path(), 0), filename, failing("create"));
        try (ByteChannel file = opened) {
            file.write(MigrationStream.beginning(state));
            file.write(MigrationStream.end(state));
        } catch (IOException e) {
            throw CommandFailedException.generic(IO_ERROR, e);
        }
    }

    /** Takes the state of a file; the machine does not run. */
    void load(String filename) {
        if (around.machine().isRunning()) {
            throw CommandFailedException.generic("Cannot update device state while vm is running");
        }
        around.config().hostFiles().require(filename);
        ByteChannel opened = open(
                HostStream.reading(new MigrationEndpoint.HostPath(filename, 0).path(), 0), filename, failing("open"));
        try (ByteChannel file = opened) {
            around.restoreDevices(read(file).orElseThrow(() -> CommandFailedException.generic(IO_ERROR)));
        } catch (IOException | MigrationStream.BadStream e) {
            throw CommandFailedException.generic(IO_ERROR, e);
        }
    }

    private Optional<MachineState> read(ByteChannel file) throws IOException, MigrationStream.BadStream {
        MigrationStream.Reader reader =
                new MigrationStream.Reader(around.type(), around.memory().size());
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // all of it, or what a state cannot be longer than
        }
        reader.add(bytes.flip());
        return reader.complete();
    }

    private String failing(String verb) {
        return around.style().hasFiles() ? "Could not " + verb + " '%s': %s" : "Unable to open %s: %s";
    }

    private static ByteChannel open(HostStream stream, String filename, String failing) {
        try {
            return stream.open();
        } catch (IOException e) {
            throw CommandFailedException.generic(failing.formatted(filename, HostStream.reason(e)), e);
        }
    }
}
