package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.machine.object.QomTree;
import io.qmp.plugin.machine.object.VirtioRecord;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.command.XQueryVirtioQueueElement;
import io.qmp.plugin.qemu.command.XQueryVirtioQueueStatus;
import io.qmp.plugin.qemu.command.XQueryVirtioStatus;
import io.qmp.plugin.qemu.command.XQueryVirtioVhostQueueStatus;
import io.qmp.plugin.qemu.type.VirtioQueueStatus;
import io.qmp.plugin.qemu.type.VirtioStatus;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The insides of virtio devices that no guest has touched: their features and their queues. */
public final class VirtioInsides {
    private static final String BACKEND = "virtio-backend";

    private final Supplier<QomTree> objects;
    private final BooleanSupplier running;
    private final VirtioRecord record;
    private final QemuVersion version;
    private final Binder binder;

    private VirtioInsides(Supplier<QomTree> objects, BooleanSupplier running, VirtioRecord record, WireCodec codec) {
        this.objects = objects;
        this.running = running;
        this.record = record;
        this.version = record.version();
        this.binder = codec.newBinder(CompatPolicy.ACCEPT);
    }

    /**
     * Registers the commands.
     *
     * @param objects the objects of the machine, when a command is executed
     * @param running whether the virtual CPUs run
     */
    public static void register(
            PluginRegistry registry,
            Supplier<QomTree> objects,
            BooleanSupplier running,
            VirtioRecord record,
            WireCodec codec) {
        VirtioInsides insides = new VirtioInsides(objects, running, record, codec);
        registry.command(XQueryVirtioStatus.class, returns(query -> insides.status(query.path())));
        registry.command(
                XQueryVirtioQueueStatus.class,
                returns(query -> insides.queue(insides.find(query.path(), "VirtIODevice"), query.queue())));
        registry.command(XQueryVirtioVhostQueueStatus.class, returns(query -> {
            insides.find(query.path(), "VirtIODevice");
            throw CommandFailedException.generic("Error: vhost device has not started yet");
        }));
        registry.command(XQueryVirtioQueueElement.class, returns(query -> {
            insides.queue(insides.find(query.path(), "VirtIO device"), query.queue());
            throw CommandFailedException.generic("Region caches not initialized");
        }));
    }

    private QomObject find(String path, String kind) {
        return objects.get()
                .resolve(path)
                .found()
                .filter(object -> object.type().is("virtio-device"))
                .filter(object -> version != QemuVersion.V7_2 || object.path().equals(path))
                .orElseThrow(() -> CommandFailedException.generic("Path " + path + " is not a " + kind));
    }

    private VirtioStatus status(String path) {
        QomObject device = find(path, version == QemuVersion.V7_2 ? "VirtIODevice" : "realized VirtIODevice");
        QmpObject recorded = record.status(recordedType(device)).orElseThrow(() -> unknown(device));
        Map<String, QmpValue> now = Map.of(
                "vm-running", QmpValue.of(running.getAsBoolean()),
                "bus-name",
                        QmpValue.of(recorded.string("bus-name")
                                .orElse("")
                                .replaceFirst("^d0(?=\\.)", whole(device).name())),
                "num-vqs", new QmpLong(recorded.integer("num-vqs").orElse(0) + more(device)),
                "host-features",
                        features(device, recorded.object("host-features").orElseThrow()));
        return read(XQueryVirtioStatus.class, with(recorded, now));
    }

    /** {@return an object in which some members have other values} */
    private static QmpObject with(QmpObject recorded, Map<String, QmpValue> others) {
        QmpObject.Builder changed = QmpObject.builder();
        recorded.members().forEach((name, value) -> changed.put(name, others.getOrDefault(name, value)));
        return changed.build();
    }

    /** {@return how many queues it has more than were recorded} The record is of one queue for requests. */
    private static long more(QomObject device) {
        return device.number("num-queues").or(() -> device.number("num_queues")).stream()
                .filter(queues -> queues > 1)
                .map(queues -> queues - 1)
                .findFirst()
                .orElse(0L);
    }

    /** {@return the recorded features, as the properties of a device turn them on and off} */
    private QmpObject features(QomObject device, QmpObject recorded) {
        VirtioFeatures features = new VirtioFeatures(recorded);
        record.switches(recordedType(device))
                .forEach((property, added) -> device.property(property)
                        .ifPresent(found -> features.turn(added, found.get() == QmpBoolean.TRUE)));
        return features.toObject();
    }

    private VirtioQueueStatus queue(QomObject device, long number) {
        QmpArray queues = record.queues(recordedType(device)).orElseThrow(() -> unknown(device));
        int last = queues.elements().size() - 1;
        if (number > last + more(device)) {
            throw CommandFailedException.generic("Invalid virtqueue number " + number);
        }
        QmpObject recorded = (QmpObject) queues.elements().get((int) Math.min(number, last));
        return read(XQueryVirtioQueueStatus.class, with(recorded, Map.of("queue-index", new QmpLong(number))));
    }

    /** What is behind PCI was recorded by the name of the PCI device. */
    private static String recordedType(QomObject device) {
        return whole(device).type().name();
    }

    private static QomObject whole(QomObject device) {
        return device.name().equals(BACKEND) ? device.parent().orElse(device) : device;
    }

    private static CommandFailedException unknown(QomObject device) {
        return CommandFailedException.generic("the insides of a '" + device.type() + "' are not known");
    }

    private <C extends Command<R>, R> R read(Class<C> type, QmpValue value) {
        return binder.lazyCommand(type).readResult(value);
    }
}
