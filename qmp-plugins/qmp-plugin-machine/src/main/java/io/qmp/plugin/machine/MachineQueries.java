package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.Topology;
import io.qmp.plugin.machine.object.CpuSlots;
import io.qmp.plugin.machine.query.Replies;
import io.qmp.plugin.qemu.command.QueryAccelerators;
import io.qmp.plugin.qemu.command.QueryCpusFast;
import io.qmp.plugin.qemu.command.QueryFirmwareLog;
import io.qmp.plugin.qemu.command.QueryHotpluggableCpus;
import io.qmp.plugin.qemu.command.QueryKvm;
import io.qmp.plugin.qemu.command.QueryName;
import io.qmp.plugin.qemu.command.QueryTarget;
import io.qmp.plugin.qemu.command.QueryUuid;
import io.qmp.plugin.qemu.type.Accelerator;
import io.qmp.plugin.qemu.type.AcceleratorInfo;
import io.qmp.plugin.qemu.type.CpuInfo;
import io.qmp.plugin.qemu.type.CpuInfoPlain;
import io.qmp.plugin.qemu.type.CpuInstanceProperties;
import io.qmp.plugin.qemu.type.HotpluggableCpu;
import io.qmp.plugin.qemu.type.KvmInfo;
import io.qmp.plugin.qemu.type.NameInfo;
import io.qmp.plugin.qemu.type.TargetArch;
import io.qmp.plugin.qemu.type.TargetInfo;
import io.qmp.plugin.qemu.type.UuidInfo;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Queries about the configuration of the machine. */
final class MachineQueries {
    private static final List<Open<Accelerator>> ACCELERATORS = List.of(
            Open.of(Accelerator.KVM), Open.of(Accelerator.MSHV), Open.of(Accelerator.QTEST), Open.of(Accelerator.TCG));

    private MachineQueries() {}

    /** Registers the queries. */
    @SuppressWarnings("deprecation") // query-kvm
    static void register(PluginRegistry registry, MachineConfig config, Supplier<CpuSlots> slots, Replies replies) {
        registry.command(
                QueryName.class, returns(query -> new NameInfo(config.name().orElse(null))));
        registry.command(
                QueryUuid.class, returns(query -> new UuidInfo(config.uuid().toString())));
        KvmInfo kvm = new KvmInfo(config.accelerator() == Accelerator.KVM, true); // present, as in usual builds of QEMU
        registry.command(QueryKvm.class, returns(query -> kvm));
        registry.command(
                QueryAccelerators.class,
                returns(query -> new AcceleratorInfo(Open.of(config.accelerator()), ACCELERATORS)));
        registry.command(QueryFirmwareLog.class, (query, context) -> {
            throw CommandFailedException.generic("firmware log buffer not found");
        });
        registry.command(QueryTarget.class, returns(query -> new TargetInfo(Open.of(TargetArch.X86_64))));
        HostThreads threads = HostThreads.found();
        registry.command(QueryCpusFast.class, returns(query -> cpus(config, slots.get(), threads)));
        registry.command(QueryHotpluggableCpus.class, returns(query -> slots(config, slots.get(), replies)));
    }

    static List<CpuInfo> cpus(MachineConfig config, CpuSlots slots, HostThreads threads) {
        return IntStream.range(
                        0, config.type().kind().hasCpus() ? config.topology().maxcpus() : 0)
                .filter(cpu -> slots.path(cpu).isPresent())
                .<CpuInfo>mapToObj(cpu -> CpuInfoPlain.builder(
                                cpu, slots.path(cpu).orElseThrow(), threads.of(cpu), TargetArch.X86_64)
                        .qomType(slots.type())
                        .props(place(config.topology(), cpu, slots.node(cpu)))
                        .build())
                .toList();
    }

    /** The slots of the CPUs, last first. */
    static List<HotpluggableCpu> slots(MachineConfig config, CpuSlots slots, Replies replies) {
        if (!config.type().kind().hasCpuSlots()) {
            replies.get("query-hotpluggable-cpus"); // an error
            return List.of();
        }
        int most = config.topology().maxcpus();
        return IntStream.rangeClosed(1, most)
                .map(cpu -> most - cpu)
                .mapToObj(cpu -> new HotpluggableCpu(
                        slots.type(),
                        1,
                        place(config.topology(), cpu, slots.node(cpu)),
                        slots.path(cpu).orElse(null)))
                .toList();
    }

    /** The die is shown if a socket has several. */
    private static CpuInstanceProperties place(Topology topology, int cpu, OptionalInt node) {
        Topology.Place place = topology.place(cpu);
        CpuInstanceProperties.Builder properties = CpuInstanceProperties.builder()
                .socketId(place.socket())
                .coreId(place.core())
                .threadId(place.thread());
        node.ifPresent(properties::nodeId);
        return (topology.dies() > 1 ? properties.dieId(place.die()) : properties).build();
    }
}
