package io.qmp.plugin.machine.numa;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.qemu.type.NumaOptions;
import io.qmp.plugin.qemu.type.NumaOptionsCpu;
import io.qmp.plugin.qemu.type.NumaOptionsDist;
import io.qmp.plugin.qemu.type.NumaOptionsHmatCache;
import io.qmp.plugin.qemu.type.NumaOptionsHmatLb;
import io.qmp.plugin.qemu.type.NumaOptionsNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The NUMA nodes of a machine: they are declared one after another, and then completed, when the machine is built. On
 * the server's loop only. Failures are {@link CommandFailedException} with QEMU's texts.
 */
public final class NumaNodes {
    static final int MOST = 128;

    private static final int MIB_SHIFT = 20;

    private final MachineConfig config;
    private final Function<String, OptionalLong> backends;
    private final Map<Integer, NumaNode> nodes = new TreeMap<>();
    private final CpuPlaces cpus;
    private final MemoryAttributes attributes = new MemoryAttributes();
    private boolean byBackend;
    private boolean bySize;

    /**
     * Makes an empty set.
     *
     * @param backends the size of the memory backend of an id or path, if there is such a backend
     */
    public NumaNodes(MachineConfig config, Function<String, OptionalLong> backends) {
        this.config = config;
        this.backends = backends;
        this.cpus = new CpuPlaces(config.topology());
    }

    /** Takes one option. */
    public void set(NumaOptions option) {
        if (!config.type().kind().hasCpus()) {
            throw CommandFailedException.generic("NUMA is not supported by this machine-type");
        }
        if (option instanceof NumaOptionsNode node) {
            declare(node);
        } else if (option instanceof NumaOptionsDist distance) {
            Distances.add(distance, nodes);
        } else if (option instanceof NumaOptionsCpu cpu) {
            place(cpu);
        } else if (option instanceof NumaOptionsHmatLb given) {
            requireAttributes();
            requireNumber("initiator", given.initiator());
            requireNumber("target", given.target());
            if (!node(given.initiator()).hasCpu) {
                throw CommandFailedException.generic(
                        "Invalid initiator=" + given.initiator() + ", it isn't an initiator proximity domain");
            }
            if (!node(given.target()).declared) {
                throw CommandFailedException.generic(
                        "The target=" + given.target() + " should point to an existing node");
            }
            attributes.add(given, node(given.target()));
        } else if (option instanceof NumaOptionsHmatCache cache) {
            requireAttributes();
            if (cache.nodeId() >= count()) {
                throw CommandFailedException.generic(
                        "Invalid node-id=" + cache.nodeId() + ", it should be less than " + count());
            }
            attributes.add(cache, node(cache.nodeId()));
        }
    }

    private NumaNode node(long id) {
        return nodes.computeIfAbsent((int) id, absent -> new NumaNode());
    }

    /** {@return how many nodes there are} */
    public int count() {
        return (int) nodes.values().stream().filter(node -> node.declared).count();
    }

    private void requireNumber(String name, long number) {
        if (number > count()) {
            throw CommandFailedException.generic(
                    "Invalid " + name + "=" + number + ", it should be less than " + count());
        }
    }

    private void requireAttributes() {
        if (!config.hmat()) {
            throw CommandFailedException.generic("ACPI Heterogeneous Memory Attribute Table (HMAT) is disabled, enable"
                    + " it with -machine hmat=on before using any of hmat specific options");
        }
    }

    /** As in QEMU, what a declaration has said before the fault in it remains. */
    private void declare(NumaOptionsNode given) {
        long id = given.nodeid() != null ? given.nodeid() : count();
        if (id >= MOST) {
            throw CommandFailedException.generic("Max number of NUMA nodes reached: " + id);
        }
        NumaNode node = node(id);
        if (node.declared) {
            throw CommandFailedException.generic("Duplicate NUMA nodeid: " + id);
        }
        if (given.initiator() != null) {
            requireAttributes();
            node.initiator = OptionalInt.of((int) (long) given.initiator());
        }
        if (given.cpus() != null) {
            given.cpus().forEach(cpu -> place(cpu, (int) id));
        }
        byBackend |= given.memdev() != null;
        bySize |= given.mem() != null;
        if (byBackend && bySize) {
            throw CommandFailedException.generic(
                    "numa configuration should use either mem= or memdev=,mixing both is not allowed");
        }
        if (given.mem() != null) {
            if (!config.type().hasMemoryBySize()) {
                throw CommandFailedException.generic("Parameter -numa node,mem is not supported by this machine type");
            }
            node.memory = given.mem();
        }
        if (given.memdev() != null) {
            String name = given.memdev();
            node.memory = backends.apply(name)
                    .orElseThrow(() -> CommandFailedException.generic("memdev=" + name + " is ambiguous"));
            node.backend = Optional.of(name);
        }
        node.declared = true;
    }

    private void place(long cpu, int node) {
        int most = config.topology().maxcpus();
        if (cpu >= most) {
            throw CommandFailedException.generic(
                    "CPU index (" + cpu + ") should be smaller than maxcpus (" + most + ")");
        }
        cpus.assign((int) cpu, node);
        initiate(node);
    }

    private void place(NumaOptionsCpu choice) {
        Long id = choice.nodeId();
        if (id == null) {
            throw CommandFailedException.generic("Missing mandatory node-id property");
        }
        if (id < 0 || id >= MOST || !node(id).declared) {
            throw CommandFailedException.generic("Invalid node-id=" + id + ", NUMA node must be defined with -numa"
                    + " node,nodeid=ID before it's used with -numa cpu,node-id=ID");
        }
        cpus.assign(choice, (int) (long) id);
        initiate((int) (long) id);
    }

    /** A node with CPUs accesses its memory itself. */
    private void initiate(int id) {
        NumaNode node = node(id);
        if (config.hmat()) {
            node.initiator.ifPresent(initiator -> {
                if (initiator != id) {
                    throw CommandFailedException.generic(
                            "The initiator of CPU NUMA node " + id + " should be itself (got " + initiator + ")");
                }
            });
            node.hasCpu = true;
            node.initiator = OptionalInt.of(id);
        }
    }

    /** Ends the declarations. If there were none, memory that can grow makes one node of the whole machine. */
    public void complete() {
        if (count() == 0 && growsOnBoard()) {
            declare(NumaOptionsNode.builder().build());
            node(0).memory = config.memory();
        }
        if (count() == 0) {
            return;
        }
        for (int id = largest(); id >= 0; id--) {
            if (!node(id).declared) {
                throw CommandFailedException.generic("numa: Node ID missing: " + id);
            }
        }
        long total = nodes.values().stream().mapToLong(node -> node.memory).sum();
        if (total != config.memory()) {
            throw CommandFailedException.generic("total memory for NUMA nodes (0x" + Long.toHexString(total)
                    + ") should equal RAM size (0x" + Long.toHexString(config.memory()) + ")");
        }
        Distances.check(nodes);
        cpus.complete(count());
        IntStream.range(0, config.topology().maxcpus())
                .flatMap(slot -> cpus.node(slot).stream())
                .distinct()
                .forEach(this::initiate);
        checkInitiators();
    }

    private int largest() {
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().declared)
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    private boolean growsOnBoard() {
        return config.mostMemory() > config.memory()
                && (config.type().kind() == MachineType.Kind.PC || config.type().kind() == MachineType.Kind.Q35);
    }

    private void checkInitiators() {
        nodes.forEach((id, node) -> {
            if (config.hmat() && node.initiator.isPresent()) {
                NumaNode initiator = nodes.get(node.initiator.getAsInt());
                if (initiator == null || !initiator.declared) {
                    throw CommandFailedException.generic("NUMA node " + node.initiator.getAsInt()
                            + " is missing, use '-numa node' option to declare it first");
                }
                if (!initiator.hasCpu) {
                    throw CommandFailedException.generic("The initiator of NUMA node " + id + " is invalid");
                }
            }
        });
    }

    /** {@return the node that the CPU of a slot is in, if it is in one} */
    public OptionalInt ofCpu(int slot) {
        return cpus.node(slot);
    }

    /** {@return whether the nodes have the memory of backends, instead of the machine's} */
    public boolean haveBackends() {
        return byBackend && count() > 0;
    }

    /** {@return whether a backend is the memory of a node} */
    public boolean use(String backend) {
        return nodes.values().stream()
                .flatMap(node -> node.backend.stream())
                .anyMatch(name -> backend.equals(name) || backend.endsWith("/" + name));
    }

    /**
     * {@return what the human monitor prints}
     *
     * @param present whether there is a CPU in a slot
     * @param plugged the memory that was plugged into a node
     */
    public String describe(IntPredicate present, IntToLongFunction plugged) {
        StringBuilder text = new StringBuilder(count() + " nodes\n");
        for (int id = 0; id < count(); id++) {
            int node = id;
            String slots = IntStream.range(0, config.topology().maxcpus())
                    .filter(slot -> present.test(slot) && cpus.node(slot).orElse(-1) == node)
                    .mapToObj(slot -> " " + slot)
                    .collect(Collectors.joining());
            long more = plugged.applyAsLong(id);
            text.append("node ").append(id).append(" cpus:").append(slots);
            text.append("\nnode ").append(id).append(" size: ").append(node(id).memory + more >> MIB_SHIFT);
            text.append(" MB\nnode ").append(id).append(" plugged: ").append(more >> MIB_SHIFT);
            text.append(" MB\n");
        }
        return text.toString();
    }
}
