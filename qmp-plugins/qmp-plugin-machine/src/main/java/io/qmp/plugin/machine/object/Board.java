package io.qmp.plugin.machine.object;

import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.machine.config.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The board of a machine: what was recorded of one with 128 MiB and one CPU, with the memory and the CPUs of another.
 *
 * @param type its type
 * @param memory the memory that it has at first, in bytes
 * @param memoryOptions what {@code /machine} shows of the memory
 * @param cpuModel the model of its CPUs
 * @param cpus its CPUs
 */
public record Board(MachineType type, long memory, QmpObject memoryOptions, String cpuModel, Topology cpus) {
    private static final String CPU = "-x86_64-cpu";
    private static final String MACHINE = "/machine";
    private static final String OBJECTS = "/objects\tcontainer";
    private static final String UNATTACHED = "/machine/unattached/device[";
    private static final Pattern NUMBERED = Pattern.compile("/machine/unattached/device\\[(\\d+)]");
    private static final String FIRST_CPU = UNATTACHED + "0]";

    /** The devices before the first that moves when there are more CPUs: the first CPU and its option ROM. */
    private static final int FIXED = 2;

    private static final long BELOW_4G = 0x8000_0000L;
    private static final long BELOW_4G_OF_PC = 0xc000_0000L;
    private static final long LARGEST_BELOW_4G = 0xb000_0000L;

    /** {@return the board of a configuration} */
    public static Board of(MachineConfig config) {
        return new Board(config.type(), config.memory(), config.memoryOptions(), config.cpuModel(), config.topology());
    }

    /** {@return the path of a CPU} The first CPU comes first, and after it its option ROM; then come the others. */
    public static String cpuPath(long cpu) {
        return UNATTACHED + (cpu == 0 ? 0 : cpu + FIXED - 1) + "]";
    }

    /** {@return the record of the board, with all CPUs and the paths that follow from their number} */
    List<String> lines(Recorded recorded, TypeTable types) {
        List<String> lines = recorded.lines("board-" + type.kind().label());
        int more = type.kind().hasCpus() ? cpus.cpus() - 1 : 0;
        String recordedCpu = type.kind().cpuModel() + CPU;
        List<String> cpu = new ArrayList<>();
        List<String> all = new ArrayList<>();
        boolean isCpu = false;
        for (String line : lines) {
            if (line.startsWith("/")) {
                isCpu = line.startsWith(FIRST_CPU);
            }
            if (isCpu && line.endsWith("\t" + recordedCpu)) {
                line = line.replace(recordedCpu, cpuModel + CPU);
            }
            if (isCpu) {
                cpu.add(line);
            }
            String moved = more == 0 ? line : move(line, more);
            all.add(line.startsWith(MACHINE + "\t") ? MACHINE + "\t" + typeName(line, types) : moved);
        }
        for (int i = 1; i <= more; i++) {
            String path = cpuPath(i);
            cpu.forEach(line -> all.add(line.replace(FIRST_CPU, path)));
        }
        if (!all.contains(OBJECTS)) { // QEMU makes it for the first object
            all.add(OBJECTS);
        }
        return all;
    }

    private static String move(String line, int more) {
        return NUMBERED.matcher(line).replaceAll((MatchResult device) -> {
            int number = Integer.parseInt(device.group(1));
            return UNATTACHED.replace("$", "\\$") + (number < FIXED ? number : number + more) + "]";
        });
    }

    private String typeName(String line, TypeTable types) {
        String named = type.name() + "-machine";
        return types.find(named).isPresent() ? named : line.substring(line.indexOf('\t') + 1);
    }

    /** Sets the values that follow from memory and CPUs. */
    void complete(QomObject root, WireCodec codec) {
        root.child("machine").ifPresent(machine -> {
            put(machine, "memory", memoryOptions);
            machine.property("smp").ifPresent(smp -> smp.put(cpus.describe((QmpObject) smp.get())));
            machine.child("unattached").ifPresent(this::regions);
            for (int i = 0; i < cpus.cpus() && type.kind().hasCpus(); i++) {
                place(root, i);
            }
        });
        root.child("objects")
                .ifPresent(objects -> objects.children().stream()
                        .filter(object -> object.type().is("memory-backend"))
                        .toList()
                        .forEach(backend -> complete(root, backend)));
    }

    private void complete(QomObject root, QomObject backend) {
        if (memory == 0) {
            backend.remove();
            root.child("machine").ifPresent(machine -> put(machine, "memory-backend", new QmpString("")));
        }
        put(backend, "size", QmpValue.of(memory));
        backend.children().forEach(region -> put(region, "size", QmpValue.of(memory)));
    }

    private void regions(QomObject unattached) {
        Optional<QomObject> below = unattached.child("ram-below-4g[0]");
        below.ifPresent(region -> {
            long most = type.kind() == MachineType.Kind.Q35
                    ? memory >= LARGEST_BELOW_4G ? BELOW_4G : LARGEST_BELOW_4G
                    : memory >= 0xe000_0000L ? BELOW_4G_OF_PC : 0xe000_0000L;
            put(region, "size", QmpValue.of(Math.min(memory, most)));
            if (memory > most) {
                QomObject above = new QomObject(region.type());
                above.belongTo(unattached, "ram-above-4g[0]");
                above.attach();
                above.property("container")
                        .ifPresent(container -> container.put(
                                region.property("container").map(Property::get).orElseGet(() -> new QmpString(""))));
                put(above, "addr", QmpValue.of(1L << 32));
                put(above, "size", QmpValue.of(memory - most));
            }
        });
    }

    private void place(QomObject root, int number) {
        QomTree tree = new QomTree(root);
        tree.resolve(cpuPath(number)).found().ifPresent(cpu -> {
            Topology.Place place = cpus.place(number);
            put(cpu, "socket-id", new QmpLong(place.socket()));
            put(cpu, "die-id", new QmpLong(place.die()));
            put(cpu, "core-id", new QmpLong(place.core()));
            put(cpu, "thread-id", new QmpLong(place.thread()));
            put(cpu, "apic-id", new QmpLong(cpus.apicId(place)));
            cpu.child("lapic").ifPresent(lapic -> put(lapic, "id", new QmpLong(cpus.apicId(place))));
        });
    }

    private static void put(QomObject object, String name, QmpValue value) {
        object.property(name).ifPresent(property -> property.put(value));
    }
}
