package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the agent says of the guest's operating system, which does not exist.
 *
 * @param hostName the name of the guest
 * @param os the operating system
 * @param interfaces the network interfaces
 * @param fileSystems the file systems that are mounted
 * @param programs how a program ends, at once; empty if there is no such program. Called on the server's loop, must
 *     not block
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SimulatedSystem(
        String hostName,
        OsInfo os,
        List<NetworkInterface> interfaces,
        List<FileSystem> fileSystems,
        Function<Exec, Optional<ExecResult>> programs) {
    /** A Linux with one file system, the loopback interface and no programs. */
    public static final SimulatedSystem DEFAULT = new SimulatedSystem(
            "guest",
            new OsInfo("linux", "Linux", "Linux (simulated)", "1", "1", "6.1.0", "x86_64"),
            List.of(new NetworkInterface("lo", "00:00:00:00:00:00", List.of(new IpAddress("127.0.0.1", "ipv4", 8)))),
            List.of(new FileSystem("vda1", "/", "ext4", List.of())),
            exec -> Optional.empty());

    /** Copies the lists. */
    public SimulatedSystem {
        interfaces = List.copyOf(interfaces);
        fileSystems = List.copyOf(fileSystems);
    }

    /** {@return this system with other programs} */
    public SimulatedSystem withPrograms(Function<Exec, Optional<ExecResult>> others) {
        return new SimulatedSystem(hostName, os, interfaces, fileSystems, others);
    }
}
