package consumer;

import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.codec.JsonWireCodec;
import io.qmp.contracts.Certificates;
import io.qmp.micrometer.ClientMeters;
import io.qmp.mux.Mux;
import io.qmp.opentelemetry.OpenTelemetryCalls;
import io.qmp.options.Identifiers;
import io.qmp.plugin.core.AddFd;
import io.qmp.plugin.machine.Guest;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.program.Syntax;
import io.qmp.server.QmpServer;
import io.qmp.shell.Argument;
import io.qmp.testkit.LocalServer;
import io.qmp.transcript.Direction;
import io.qmp.transport.nio.NioTransport;
import io.qmp.transport.vertx.VertxTransport;
import io.qmp.vm.metrics.VmSampler;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Uses each published artifact: its classes are found, its jar has its version, licence and notice. */
public final class Main {
    /** One of each artifact, in the order of the BOM. */
    private static final List<Class<?>> TYPES = List.of(
            QmpValue.class,
            JsonWireCodec.class,
            VertxTransport.class,
            QmpServer.class,
            QmpClient.class,
            Certificates.class,
            Identifiers.class,
            NioTransport.class,
            AddFd.class,
            io.qmp.schema.generator.Main.class,
            QemuVersion.class,
            Guest.class,
            LocalServer.class,
            Direction.class,
            Mux.class,
            VmSampler.class,
            Argument.class,
            Syntax.class,
            ClientMeters.class,
            OpenTelemetryCalls.class);

    private Main() {}

    public static void main(String[] args) throws IOException {
        boolean modules = Main.class.getModule().isNamed();
        for (Class<?> type : TYPES) {
            require(type.getModule().isNamed() == modules, type + " is in " + type.getModule());
            require(modules || type.getPackage().getImplementationVersion() != null, type + " has no version");
            require(!modules || type.getModule().getDescriptor().rawVersion().isPresent(), type + " has no version");
            for (String file : List.of("LICENSE", "NOTICE")) {
                require(type.getResource("/META-INF/" + file) != null, type + " has no " + file);
            }
        }
        require(jars().equals(used()), "of " + jars() + " only " + used() + " are used");
        System.out.println(TYPES.size() + " artifacts on the " + (modules ? "module path" : "class path"));
    }

    /** The jars of this project on the path. */
    private static Set<String> jars() {
        String path = String.join(
                File.pathSeparator,
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""));
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(path)
                .map(entry -> entry.substring(entry.lastIndexOf(File.separatorChar) + 1))
                .filter(name -> name.startsWith("qmp-"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> used() {
        return TYPES.stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void require(boolean condition, String lack) {
        if (!condition) {
            throw new AssertionError(lack);
        }
    }
}
