package io.qmp.plugin.machine.object;

import io.qmp.api.spi.Attachment;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.guest.AgentProgram;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.machine.run.RunStateListener;
import io.qmp.plugin.qemu.event.VserportChangeEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ports at which the guest's agent expects its clients. The guest starts its agent soon after it has started, and
 * the agent opens the first such port; it ends when the guest powers off or is reset. On the server's loop only.
 */
public final class AgentPorts implements RunStateListener {
    /** The type of the devices that are ports. */
    static final String PORT = "virtserialport";

    private static final String NAME = "org.qemu.guest_agent.0";

    private final ServerContext server;
    private final Machine machine;
    private final MachineTimers timers;
    private final Map<String, Port> byChardev = new LinkedHashMap<>();
    private @Nullable Supplier<AgentProgram> start;
    private @Nullable Open open;
    private boolean poweredOff;

    private record Port(Optional<String> id, String chardev) {}

    /** Makes the ports of a machine, with the ports of its configuration. Nothing opens them yet. */
    public AgentPorts(ServerContext server, Machine machine, MachineTimers timers, Iterable<Device> configured) {
        this.server = server;
        this.machine = machine;
        this.timers = timers;
        configured.forEach(device -> {
            if (device.driver().equals(PORT)) {
                add(
                        device.id(),
                        device.properties().text("name"),
                        device.properties().text("chardev"));
            }
        });
        machine.listen(this);
    }

    private void add(Optional<String> id, Optional<String> name, Optional<String> chardev) {
        if (name.filter(NAME::equals).isPresent()) {
            chardev.ifPresent(label -> byChardev.putIfAbsent(label, new Port(id, label)));
        }
    }

    /** A device was plugged into the running machine. */
    void added(QomObject device) {
        if (device.type().is(PORT)) {
            add(
                    device.isPlugged() ? Optional.of(device.name()) : Optional.empty(),
                    device.text("name"),
                    device.text("chardev"));
            wake();
        }
    }

    /** A device was removed. As in QEMU, no event says that its port is closed. */
    void removed(QomObject device) {
        Optional<Port> port = device.text("chardev")
                .map(byChardev::get)
                .filter(found -> device.type().is(PORT));
        port.ifPresent(gone -> {
            byChardev.remove(gone.chardev());
            Open opened = open;
            if (opened != null && opened.port.equals(gone)) {
                opened.close();
            }
        });
    }

    /** Sets what the guest starts as its agent, each time that it starts; from now on it has one. */
    public void run(Supplier<AgentProgram> newStart) {
        start = newStart;
        wake();
    }

    /** {@return whether the guest has opened the port at a character device} */
    boolean isOpen(String chardev) {
        Open opened = open;
        return opened != null && opened.port.chardev().equals(chardev);
    }

    @Override
    public void runStateChanged() {
        if (open != null) {
            open.runs(machine.isRunning());
        }
        wake();
    }

    @Override
    public void poweringOff() {
        poweredOff = true;
        end();
    }

    @Override
    public void resetting() {
        end();
    }

    @Override
    public void reset() {
        poweredOff = false;
        wake();
    }

    private void end() {
        Open opened = open;
        if (opened != null) {
            opened.close();
            report(opened.port, false);
        }
    }

    /** The command that has started the machine is answered first. */
    private void wake() {
        if (start != null && machine.isRunning()) {
            timers.execute(this::open);
        }
    }

    private void open() {
        Supplier<AgentProgram> starting = start;
        if (starting == null || open != null || poweredOff || !machine.isRunning()) {
            return;
        }
        byChardev.values().stream()
                .filter(port -> server.devices().find(port.chardev()).isPresent())
                .findFirst()
                .ifPresent(port -> {
                    Open opened = new Open(port, starting.get());
                    open = opened;
                    opened.attach();
                    report(port, true);
                });
    }

    /** As in QEMU, ports without an id change without a word. */
    private void report(Port port, boolean isOpen) {
        port.id().ifPresent(id -> server.emit(new VserportChangeEvent(id, isOpen)));
    }

    /** A port that is open, and the agent that reads it. */
    private final class Open {
        private final Port port;
        private final AgentProgram program;
        private @Nullable Attachment attachment;
        private @Nullable PortLink link;

        Open(Port port, AgentProgram program) {
            this.port = port;
            this.program = program;
        }

        void attach() {
            attachment = server.devices()
                    .find(port.chardev())
                    .filter(device -> device.monitor().isEmpty())
                    .map(device -> device.attach(this::client))
                    .orElse(null);
        }

        private ConnectionHandler client(Connection client) {
            PortLink made = new PortLink(client, program.connect());
            made.runs(machine.isRunning());
            link = made;
            return made;
        }

        void runs(boolean runs) {
            if (link != null) {
                link.runs(runs);
            }
        }

        void close() {
            open = null;
            if (attachment != null) {
                attachment.close();
            }
            if (link != null) {
                link.end();
            }
            program.end();
        }
    }
}
