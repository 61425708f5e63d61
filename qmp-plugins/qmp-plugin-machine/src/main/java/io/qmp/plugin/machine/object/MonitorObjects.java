package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.CharacterDevices;
import io.qmp.api.spi.CloseAction;
import io.qmp.api.spi.Monitor;
import io.qmp.api.spi.MonitorSettings;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The monitors of the server as objects below {@code /objects}, as QEMU has them since 11.1. They are those of the
 * server at each moment; what is set of an object is set of its monitor.
 */
public final class MonitorObjects {
    private static final String TYPE = "monitor-qmp";
    private static final String PRETTY = "pretty";
    private static final String CLOSE_ACTION = "close-action";
    /** The kind of device whose monitors cannot read ahead. */
    private static final String RING_BUFFER = "ringbuf";

    private final ServerContext server;
    private final Map<Monitor, QomObject> shown = new HashMap<>();

    /** Makes the objects of a server's monitors. */
    public MonitorObjects(ServerContext server) {
        this.server = server;
    }

    /** {@return whether objects of a type are monitors} */
    static boolean isMonitor(String type) {
        return type.equals(TYPE);
    }

    /** Makes the objects those of the monitors that there are now. */
    public void update(Qom qom) {
        QomObject container = qom.at("/objects");
        Map<Monitor, CharacterDevice> monitors = new HashMap<>();
        devices().all().forEach(device -> device.monitor().ifPresent(monitor -> monitors.put(monitor, device)));
        shown.entrySet().removeIf(entry -> {
            boolean gone = !monitors.containsKey(entry.getKey());
            if (gone) {
                entry.getValue().remove();
            }
            return gone;
        });
        monitors.forEach((monitor, device) -> {
            if (!shown.containsKey(monitor) && container.child(monitor.name()).isEmpty()) {
                shown.put(monitor, object(qom, container, monitor, device.label()));
            }
        });
    }

    private CharacterDevices devices() {
        return server.devices();
    }

    private static QomObject object(Qom qom, QomObject container, Monitor monitor, String chardev) {
        QomObject object = qom.templates().make(qom.types().find(TYPE).orElseThrow(), container, monitor.name());
        object.property("chardev").ifPresent(property -> property.put(new QmpString(chardev)));
        object.property(PRETTY)
                .ifPresent(property -> property.live(
                        () -> QmpValue.of(monitor.settings().pretty()),
                        value -> monitor.settings(monitor.settings().withPretty(value == QmpBoolean.TRUE))));
        object.property(CLOSE_ACTION)
                .ifPresent(property -> property.live(
                        () -> new QmpString(
                                monitor.settings().closeAction().name().toLowerCase(Locale.ROOT)),
                        value -> monitor.settings(monitor.settings().withCloseAction(action(value)))));
        return object;
    }

    private static CloseAction action(QmpValue value) {
        return CloseAction.valueOf(((QmpString) value).value().toUpperCase(Locale.ROOT));
    }

    /**
     * Puts a monitor on a device, in the words of {@code object-add}.
     *
     * @param properties have been checked against the introspection
     */
    void add(QomObject container, String id, QmpObject properties) {
        if (container.child(id).isPresent()) {
            throw CommandFailedException.generic(
                    "attempt to add duplicate property '" + id + "' to object (type 'container')");
        }
        String chardev = properties.string("chardev").orElse("");
        CharacterDevice device = devices()
                .find(chardev)
                .orElseThrow(() -> CommandFailedException.generic("chardev \"" + chardev + "\" not found"));
        if (device.monitor().isPresent()) {
            throw CommandFailedException.generic("chardev '" + chardev + "' is already in use");
        }
        device.serve(
                id,
                new MonitorSettings(
                        properties.bool(PRETTY).orElse(false),
                        !device.kind().equals(RING_BUFFER),
                        Optional.ofNullable(properties.get(CLOSE_ACTION))
                                .map(MonitorObjects::action)
                                .orElse(CloseAction.NONE)));
    }

    /**
     * Closes the monitor of an object.
     *
     * @param asking the label of the device at whose monitor this is asked for
     * @return whether the object is a monitor
     */
    boolean delete(QomObject object, String asking) {
        for (CharacterDevice device : devices().all()) {
            Monitor monitor = device.monitor().orElse(null);
            if (monitor != null && object.equals(shown.get(monitor))) {
                if (device.label().equals(asking)) {
                    throw CommandFailedException.generic("Cannot delete the current QMP monitor");
                }
                monitor.close();
                return true;
            }
        }
        return false;
    }
}
