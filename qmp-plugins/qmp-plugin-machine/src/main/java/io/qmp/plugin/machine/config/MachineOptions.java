package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.options.Identifiers;
import io.qmp.options.OptionPart;
import io.qmp.plugin.qemu.command.BlockdevAdd;
import io.qmp.plugin.qemu.command.ObjectAdd;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.NetdevOptions;
import io.qmp.plugin.qemu.type.NumaOptions;
import io.qmp.plugin.qemu.type.PanicAction;
import io.qmp.plugin.qemu.type.RebootAction;
import io.qmp.plugin.qemu.type.ShutdownAction;
import io.qmp.plugin.qemu.type.WatchdogAction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the options of QEMU's command line that configure a machine: {@code -name}, {@code -uuid}, {@code -m},
 * {@code -smp}, {@code -cpu}, {@code -S}, {@code -preconfig}, {@code -incoming}, {@code -no-reboot},
 * {@code -no-shutdown}, {@code -action}, {@code -machine}, {@code -object}, {@code -blockdev}, {@code -device},
 * {@code -numa}, {@code -accel}, {@code -vnc}. Options about emulation and display ({@code -display},
 * {@code -nodefaults}, …) are accepted and mean nothing.
 * {@code -guest-commands} and {@code --guest} are not options of QEMU: the first adds the commands that control the
 * simulated guest, the second says what it does by itself ({@link GuestBehaviour}).
 *
 * <pre>{@code
 * MachineConfig config = MachineOptions.parse(List.of("-name", "refvm", "-m", "128", "-S"));
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MachineOptions {
    private static final String UNEXPECTED = "Parameter '(.*)' is unexpected";
    private static final String UUID_FORM = "\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";
    private static final String MIGRATION_URI = "(?s)(tcp|unix|vsock|fd|exec|rdma|file):.*";

    private final MachineConfigBuilder machine = MachineConfig.builder();
    private final List<Runnable> devices = new ArrayList<>();
    /** What was said about virtual CPUs. */
    private final Map<String, String> smp = new LinkedHashMap<>();

    private final WireCodec codec;
    private final CommandOption<BlockdevAdd, Nothing> blockdevOption;
    private final CommandOption<ObjectAdd, Nothing> objectOption;
    private final DriveOption driveOption = new DriveOption(machine);
    private final NetdevOption netdevOption;
    private final DeviceOption deviceOption;
    private final IgnoredOptions ignored = new IgnoredOptions();
    private final AcceleratorOptions accelerators;
    private final NumaOption numaOption;
    private Runnable checkCpus = () -> {};
    private Actions actions = Actions.DEFAULT;
    private MachineType type = MachineType.DEFAULT;

    private MachineOptions(WireCodec codec, Path devices) {
        this.codec = codec;
        this.accelerators = new AcceleratorOptions(devices);
        this.blockdevOption = new CommandOption<>(codec, BlockdevAdd.class, "driver");
        this.objectOption = new CommandOption<>(codec, ObjectAdd.class, "qom-type");
        this.netdevOption = new NetdevOption(codec);
        this.numaOption = new NumaOption(codec);
        this.deviceOption = new DeviceOption(machine, codec);
    }

    /**
     * {@return the machine that options describe} Whether there are such nodes and devices is checked when the
     * machine is made.
     *
     * @param words the words of a command line, in their order
     * @throws IllegalArgumentException with QEMU's text, beginning with the wrong option
     */
    public static MachineConfig parse(List<String> words) {
        return parse(words, WireCodec.installed());
    }

    /**
     * {@return the machine that options describe} As {@link #parse(List)}, which takes the installed codec.
     *
     * @param words the words of a command line, in their order
     * @param codec reads arguments that are JSON
     * @throws IllegalArgumentException with QEMU's text, beginning with the wrong option
     */
    public static MachineConfig parse(List<String> words, WireCodec codec) {
        return parse(words, codec, Path.of("/dev"));
    }

    /** As {@link #parse(List, WireCodec)}, with the directory of the host's devices, among them {@code kvm}. */
    static MachineConfig parse(List<String> words, WireCodec codec, Path devices) {
        MachineOptions options = new MachineOptions(codec, devices);
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            options.option(rest.next(), rest);
        }
        options.machine.accelerator(options.accelerators.choose());
        options.machine.messages(options.accelerators.messages());
        options.machine.type(options.type);
        options.checkCpus.run(); // depends on the type
        MemoryOption.check(options.machine);
        options.ignored.check();
        options.devices.forEach(Runnable::run); // block nodes may be named after the devices that use them
        return options.machine.actions(options.actions).build();
    }

    private static long rate(String what, String text) {
        return MemorySize.find(text, "B")
                .orElseThrow(() -> new IllegalArgumentException(text + " is no " + what + " rate"));
    }

    private static boolean openNetwork(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException("Parameter 'open-network' expects 'on' or 'off'");
        };
    }

    private void option(String word, Iterator<String> rest) {
        String option = word.startsWith("--") ? word.substring(2) : word.startsWith("-") ? word.substring(1) : "";
        switch (option) {
            case "incoming" -> apply(word, rest, this::incoming);
            case "guest" -> apply(word, rest, text -> machine.guest(GuestBehaviour.parse(text)));
            case "host-files" -> apply(word, rest, text -> machine.hostFiles(HostFileAccess.parse(text)));
            case "open-network" -> apply(word, rest, text -> machine.openToNetwork(openNetwork(text)));
            case "job-rate" -> apply(word, rest, text -> machine.jobRate(rate("job", text)));
            case "migration-rate" -> apply(word, rest, text -> machine.migrationRate(rate("migration", text)));
            case "name" -> apply(word, rest, this::name);
            case "uuid" -> apply(word, rest, this::uuid);
            case "m" -> apply(word, rest, text -> MemoryOption.apply(text, machine));
            case "smp" -> apply(word, rest, text -> cpus(word, text, "", OptionValues.parse(text, "cpus", codec)));
            case "accel" -> apply(word, rest, text -> accelerators.option(word, text, firstOf(text)));
            case "numa" -> apply(word, rest, text -> numa(word, text));
            case "cpu" -> apply(word, rest, this::cpuModel);
            case "machine", "M" -> apply(word, rest, text -> machine(word, text));
            case "action" -> apply(word, rest, this::action);
            case "watchdog-action" -> apply(word, rest, text -> action("watchdog=" + text));
            case "blockdev" -> apply(word, rest, text -> node(word, text));
            case "object" -> apply(word, rest, this::object);
            case "drive" -> apply(word, rest, text -> drive(word, text, text));
            case "hda", "hdb", "hdc", "hdd", "cdrom", "fda", "fdb", "mtdblock", "sd", "pflash" ->
                apply(word, rest, text -> drive(word, text, DriveOption.ofImage(option, text)));
            case "netdev" -> apply(word, rest, text -> netdev(word, text));
            case "vnc" -> apply(word, rest, text -> VncDisplay.parse(text).ifPresent(machine::vncDisplay));
            case "device" -> {
                String text = argument(word, rest);
                devices.add(
                        () -> apply(word, text, argument -> machine.from(word + " " + text, deviceOption.apply(text))));
            }
            default -> {
                if (!flag(option) && !ignored.take(option, word, rest)) {
                    throw new IllegalArgumentException(word + ": invalid option");
                }
            }
        }
    }

    private void cpuModel(String text) {
        machine.cpuModel(firstOf(text));
    }

    private static String firstOf(String text) {
        return text.isEmpty() ? "" : OptionPart.split(text).get(0).value();
    }

    /** {@return whether that is an option without an argument, which is followed} */
    private boolean flag(String option) {
        switch (option) {
            case "S" -> machine.startStopped(true);
            case "enable-kvm" -> accelerators.ofMachine("kvm");
            case "preconfig" -> machine.preconfig(true);
            case "guest-commands" -> machine.guestCommands(true);
            case "no-reboot" -> actions = actions.reboot(RebootAction.SHUTDOWN);
            case "no-shutdown" -> actions = actions.shutdown(ShutdownAction.PAUSE);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Reads the argument of an option; failures name both. */
    static void apply(String word, Iterator<String> rest, Consumer<String> option) {
        apply(word, argument(word, rest), option);
    }

    private static void apply(String word, String argument, Consumer<String> option) {
        try {
            option.accept(argument);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(word + " " + argument + ": " + e.getMessage(), e);
        }
    }

    private static String argument(String word, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(word + ": requires an argument");
        }
        return rest.next();
    }

    private void node(String word, String text) {
        BlockdevOptions node = blockdevOption.parse(text).options();
        machine.node(node).from(word + " " + text, node);
    }

    private void object(String text) {
        QmpObject arguments = objectOption.arguments(text);
        try {
            String id = objectOption.read(arguments).options().id();
            Identifiers.require("id", id);
            machine.object(NewObject.of(id, arguments));
        } catch (IllegalArgumentException e) {
            Matcher unexpected = Pattern.compile(UNEXPECTED).matcher(String.valueOf(e.getMessage()));
            if (unexpected.matches() && !text.startsWith("{")) { // as QEMU says it of keys of this option only
                throw new IllegalArgumentException("Invalid parameter '" + unexpected.group(1) + "'", e);
            }
            throw e;
        }
    }

    private void drive(String word, String text, String drive) {
        machine.from(word + " " + text, driveOption.apply(drive));
    }

    private void netdev(String word, String text) {
        NetdevOptions netdev = netdevOption.parse(text);
        machine.netdev(netdev).from(word + " " + text, netdev);
    }

    private void name(String text) {
        OptionValues values = OptionValues.parseWithSwitches(text, "guest");
        values.take("guest").ifPresent(machine::name);
        values.ignore(Set.of("process", "debug-threads"));
        values.end();
    }

    private void uuid(String text) {
        if (!text.matches(UUID_FORM)) {
            throw new IllegalArgumentException("failed to parse UUID string: wrong format");
        }
        machine.uuid(UUID.fromString(text));
    }

    /** Takes the values whose keys begin with a prefix; errors name the last of the options that have some. */
    private void cpus(String word, String text, String prefix, OptionValues values) {
        values.rest().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                smp.put(key.substring(prefix.length()), value);
                checkCpus = () -> apply(word, text, all -> machine.topology(SmpOption.parse(smp, type)));
            }
        });
    }

    private void numa(String word, String text) {
        NumaOptions numa = numaOption.parse(text);
        machine.numa(numa).from(word + " " + text, numa);
    }

    /** Takes the type, and what this machine follows; the other values of the option have no meaning here. */
    private void machine(String word, String text) {
        OptionValues values = OptionValues.parse(text, "type", codec);
        values.take("type")
                .ifPresent(name -> type = MachineType.find(name)
                        .orElseThrow(() -> new IllegalArgumentException("unsupported machine type")));
        values.takeSwitch("hmat").ifPresent(machine::hmat);
        values.take("accel").ifPresent(accelerators::ofMachine);
        cpus(word, text, "smp.", values);
    }

    private void incoming(String text) {
        if (!text.equals(MachineConfigBuilder.DEFERRED) && !text.matches(MIGRATION_URI)) {
            throw new IllegalArgumentException("unknown migration protocol: " + text);
        }
        machine.incomingFrom(text);
    }

    private void action(String text) {
        OptionValues values = OptionValues.parseWithSwitches(text, "action");
        values.takeEnum("reboot", RebootAction.class).ifPresent(action -> actions = actions.reboot(action));
        values.takeEnum("shutdown", ShutdownAction.class).ifPresent(action -> actions = actions.shutdown(action));
        values.takeEnum("panic", PanicAction.class).ifPresent(action -> actions = actions.panic(action));
        values.takeEnum("watchdog", WatchdogAction.class).ifPresent(action -> actions = actions.watchdog(action));
        values.end();
    }
}
