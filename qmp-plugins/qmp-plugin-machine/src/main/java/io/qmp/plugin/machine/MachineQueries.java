package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.qemu.command.QueryAccelerators;
import io.qmp.plugin.qemu.command.QueryCpusFast;
import io.qmp.plugin.qemu.command.QueryCurrentMachine;
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
import io.qmp.plugin.qemu.type.CurrentMachineInfo;
import io.qmp.plugin.qemu.type.HotpluggableCpu;
import io.qmp.plugin.qemu.type.KvmInfo;
import io.qmp.plugin.qemu.type.NameInfo;
import io.qmp.plugin.qemu.type.TargetArch;
import io.qmp.plugin.qemu.type.TargetInfo;
import io.qmp.plugin.qemu.type.UuidInfo;
import java.util.List;
import java.util.stream.LongStream;

/** Queries about the configuration of the machine. */
final class MachineQueries {
    /** This machine has no virtual CPUs, so KVM is not enabled; it is present, as in usual builds of QEMU. */
    private static final KvmInfo NO_KVM = new KvmInfo(false, true);

    private static final String CPU_TYPE = "qemu64-x86_64-cpu";

    private static final AcceleratorInfo TCG = new AcceleratorInfo(
            Open.of(Accelerator.TCG),
            List.of(
                    Open.of(Accelerator.KVM),
                    Open.of(Accelerator.MSHV),
                    Open.of(Accelerator.QTEST),
                    Open.of(Accelerator.TCG)));

    private MachineQueries() {}

    /** Registers the queries. */
    @SuppressWarnings("deprecation") // query-kvm
    static void register(PluginRegistry registry, MachineConfig config) {
        registry.command(
                QueryName.class, returns(query -> new NameInfo(config.name().orElse(null))));
        registry.command(
                QueryUuid.class, returns(query -> new UuidInfo(config.uuid().toString())));
        registry.command(QueryKvm.class, returns(query -> NO_KVM));
        registry.command(QueryAccelerators.class, returns(query -> TCG));
        registry.command(QueryFirmwareLog.class, (query, context) -> {
            throw CommandFailedException.generic("firmware log buffer not found");
        });
        registry.command(QueryTarget.class, returns(query -> new TargetInfo(Open.of(TargetArch.X86_64))));
        registry.command(QueryCurrentMachine.class, returns(query -> new CurrentMachineInfo(true)));
        HostThreads threads = HostThreads.found();
        registry.command(QueryCpusFast.class, returns(query -> cpus(config.cpus(), threads)));
        registry.command(QueryHotpluggableCpus.class, returns(query -> slots(config.cpus())));
    }

    /** {@return the path of the machine's clock, which comes behind the CPUs and the bus} */
    static String clockPath(MachineConfig config) {
        return device(config.cpus() + 1L) + "/rtc";
    }

    /** The first CPU comes first, and behind it its option ROM; then come the others. */
    private static String cpuPath(long cpu) {
        return device(cpu == 0 ? 0 : cpu + 1);
    }

    private static String device(long number) {
        return "/machine/unattached/device[" + number + "]";
    }

    private static List<CpuInfo> cpus(int number, HostThreads threads) {
        return LongStream.range(0, number)
                .<CpuInfo>mapToObj(cpu -> CpuInfoPlain.builder(cpu, cpuPath(cpu), threads.of(cpu), TargetArch.X86_64)
                        .qomType(CPU_TYPE)
                        .props(core(cpu))
                        .build())
                .toList();
    }

    /** The slots of the CPUs, last first: all are taken. */
    private static List<HotpluggableCpu> slots(int number) {
        return LongStream.rangeClosed(1, number)
                .map(cpu -> number - cpu)
                .mapToObj(cpu -> HotpluggableCpu.builder(CPU_TYPE, 1, core(cpu))
                        .qomPath(cpuPath(cpu))
                        .build())
                .toList();
    }

    /** One socket of many cores. */
    private static CpuInstanceProperties core(long number) {
        return CpuInstanceProperties.builder()
                .socketId(0)
                .coreId(number)
                .threadId(0)
                .build();
    }
}
