package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.command.QueryCpusFast;
import io.qmp.plugin.machine.command.QueryCurrentMachine;
import io.qmp.plugin.machine.command.QueryKvm;
import io.qmp.plugin.machine.command.QueryName;
import io.qmp.plugin.machine.command.QueryTarget;
import io.qmp.plugin.machine.command.QueryUuid;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.type.CpuInfoFast;
import io.qmp.plugin.machine.type.CurrentMachineParams;
import io.qmp.plugin.machine.type.KvmInfo;
import io.qmp.plugin.machine.type.NameInfo;
import io.qmp.plugin.machine.type.SysEmuTarget;
import io.qmp.plugin.machine.type.TargetInfo;
import io.qmp.plugin.machine.type.UuidInfo;
import java.util.List;
import java.util.stream.LongStream;

/** What the machine was made as. */
public final class MachineQueries {
    /** Whatever runs a machine without virtual CPUs of its own, it is no KVM; but a QEMU would have it built in. */
    private static final KvmInfo NO_KVM = new KvmInfo(false, true);

    private MachineQueries() {}

    /** Registers the queries. */
    public static void register(PluginRegistry registry, MachineConfig config) {
        registry.command(
                QueryName.class, returns(query -> new NameInfo(config.name().orElse(null))));
        registry.command(
                QueryUuid.class, returns(query -> new UuidInfo(config.uuid().toString())));
        registry.command(QueryKvm.class, returns(query -> NO_KVM));
        registry.command(QueryTarget.class, returns(query -> new TargetInfo(SysEmuTarget.X86_64)));
        registry.command(QueryCurrentMachine.class, returns(query -> new CurrentMachineParams(true)));
        registry.command(QueryCpusFast.class, returns(query -> cpus(config.cpus())));
    }

    /** {@return the path of the machine's clock, which comes behind the CPUs and the bus} */
    public static String clockPath(MachineConfig config) {
        return device(config.cpus() + 1L) + "/rtc";
    }

    private static String device(long number) {
        return "/machine/unattached/device[" + number + "]";
    }

    /** One socket of many cores. All are run by one thread, the first of the process, whose id is the process's. */
    private static List<CpuInfoFast> cpus(int number) {
        long thread = ProcessHandle.current().pid();
        return LongStream.range(0, number)
                .<CpuInfoFast>mapToObj(
                        cpu -> new CpuInfoFast.Plain(SysEmuTarget.X86_64, cpu, device(cpu), thread, core(cpu)))
                .toList();
    }

    private static CpuInfoFast.Properties core(long number) {
        return new CpuInfoFast.Properties(null, null, null, 0L, null, null, null, number, 0L);
    }
}
