package io.qmp.plugin.machine.door;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.object.Qom;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The subcommands of {@code info} that need arguments, about what this machine does not have. */
final class ArgumentInfoCommands {
    private static final Set<String> TARGETS = Set.of("vm", "vcpu", "cryptodev");
    private static final Set<String> PROVIDERS = Set.of("kvm", "cryptodev");

    private final Supplier<Qom> objects;
    private final boolean saysRealized;

    /**
     * Makes them.
     *
     * @param objects the objects
     * @param saysRealized whether a path without a device is said to have no realized one
     */
    ArgumentInfoCommands(Supplier<Qom> objects, boolean saysRealized) {
        this.objects = objects;
        this.saysRealized = saysRealized;
    }

    List<HmpCommand> commands() {
        String notADevice = "Path %s is not a VirtIODevice";
        return Stream.concat(
                        Stream.of("rocker", "rocker-ports", "rocker-of-dpa-flows", "rocker-of-dpa-groups")
                                .map(ArgumentInfoCommands::rocker),
                        Stream.of(
                                command(
                                        "stats",
                                        "target [names] [provider]",
                                        "the statistics of a target: vm or vcpu",
                                        ArgumentInfoCommands::stats),
                                command("trace-events", "[name]", "the trace points", ArgumentInfoCommands::events),
                                virtio(
                                        "virtio-status",
                                        0,
                                        saysRealized ? "Path %s is not a realized VirtIODevice" : notADevice),
                                virtio("virtio-queue-status", 1, notADevice),
                                virtio("virtio-vhost-queue-status", 1, notADevice),
                                virtio("virtio-queue-element", 1, "Path %s is not a VirtIO device")))
                .toList();
    }

    private static HmpCommand command(String name, String parameters, String help, HmpCommand.Parser parser) {
        return new HmpCommand(InfoCommands.GROUP, name, parameters, help, parser);
    }

    private static String need(String command, Cursor arguments) {
        String word = arguments.word();
        if (word.isEmpty()) {
            throw new BadLine(command + ": string expected");
        }
        return word;
    }

    private static HmpCommand rocker(String name) {
        return command(name, "name" + (name.contains("dpa") ? " [number]" : ""), "a switch", arguments -> {
            String rocker = need(name, arguments);
            if (name.contains("dpa") && !arguments.restIsBlank()) {
                Expression.read(arguments);
            }
            return refusing("rocker " + rocker + " not found");
        });
    }

    private static HmpCommand.Action refusing(String text) {
        return () -> {
            throw CommandFailedException.generic(text);
        };
    }

    /** As {@code query-stats}, no provider has any. */
    private static HmpCommand.Action stats(Cursor arguments) {
        String target = need("stats", arguments);
        arguments.word();
        String provider = arguments.word();
        String wrong = !TARGETS.contains(target.toLowerCase(Locale.ROOT))
                ? "invalid stats target " + target + "\n"
                : !provider.isEmpty() && !PROVIDERS.contains(provider)
                        ? "invalid stats provider " + provider + "\n"
                        : "";
        return () -> completedFuture(wrong);
    }

    /** There are no trace points, so that a name without a pattern is none. */
    private static HmpCommand.Action events(Cursor arguments) {
        String name = arguments.word();
        boolean isPattern = name.isEmpty() || name.contains("*") || name.contains("?");
        return () -> completedFuture(isPattern ? "" : "unknown event \"" + name + "\"\n");
    }

    private HmpCommand virtio(String name, int numbers, String notADevice) {
        String parameters = "path" + " number".repeat(numbers);
        return command(name, parameters, "the insides of a virtio device", arguments -> {
            String path = need(name, arguments);
            for (int i = 0; i < numbers; i++) {
                arguments.skipBlanks();
                Expression.read(arguments);
            }
            if (name.equals("virtio-queue-element") && !arguments.restIsBlank()) {
                Expression.read(arguments);
            }
            boolean isDevice = objects.get()
                    .tree()
                    .resolve(path)
                    .found()
                    .filter(object -> object.type().is("virtio-device"))
                    .isPresent();
            return refusing(isDevice ? "the insides of devices are not simulated" : notADevice.formatted(path));
        });
    }
}
