package io.qmp.app.serve;

import io.qmp.app.option.KeyValues;
import io.qmp.app.option.KeyValues.Keys;
import io.qmp.app.option.Numbers;
import io.qmp.app.option.Option;
import io.qmp.app.option.OptionException;
import io.qmp.options.Identifiers;
import io.qmp.server.MonitorOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Collects monitors from the options of a command line, in their order. As in QEMU, {@code -qmp SPEC} stands for
 * {@code -chardev SPEC,id=compat_monitor0 -mon compat_monitor0,mode=control}.
 */
final class MonitorSpecs {
    private static final Keys MON =
            new Keys("chardev", Set.of("chardev", "mode", "id", "clients", "backlog"), Set.of("pretty"));
    private static final String RFC_PREFIX = "control,";
    private static final String COMPAT = "compat_monitor";

    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final List<Mon> mons = new ArrayList<>();
    private int compat;

    private record Device(Option source, Chardev chardev) {}

    /** A monitor on a device; one of {@code -object} is not named by errors. */
    private record Mon(Option source, String device, Optional<String> id, MonitorOptions options, boolean isObject) {
        void giveTo(Runnable taker) {
            if (isObject) {
                taker.run();
            } else {
                source.giveTo(option -> taker.run());
            }
        }
    }

    /** Takes a {@code -qmp} or {@code -qmp-pretty}. */
    void qmp(Option option, boolean pretty) {
        addCompat(option, option.value(), pretty);
    }

    /** Takes a {@code -monitor}: with {@code control,} before it is as the first QEMU with QMP had it. */
    void monitor(Option option) {
        if (option.value().startsWith(RFC_PREFIX)) {
            addCompat(option, option.value().substring(RFC_PREFIX.length()), false);
        } else if (!option.value().matches("none|null")) {
            throw human("-qmp " + option.value());
        }
    }

    private void addCompat(Option option, String spec, boolean pretty) {
        String id = COMPAT + compat++;
        if (spec.startsWith("chardev:")) {
            mons.add(new Mon(
                    option,
                    spec.substring("chardev:".length()),
                    Optional.of(id),
                    options(KeyValues.NONE, pretty),
                    false));
            return;
        }
        KeyValues keys = ChardevParser.parseShort(spec);
        add(id, new Device(option, ChardevParser.chardev(keys)));
        mons.add(new Mon(option, id, Optional.of(id), options(keys, pretty), false));
    }

    /** Takes a {@code -chardev}. */
    void chardev(Option option) {
        KeyValues keys = ChardevParser.parse(option.value());
        String id = keys.text("id").orElseThrow(() -> new OptionException("chardev: no id specified"));
        OptionException.translate(() -> Identifiers.require("id", id));
        if (devices.containsKey(id)) {
            throw new OptionException("Duplicate ID '" + id + "' for chardev");
        }
        if (keys.text("backend").isEmpty()) {
            throw new OptionException("chardev: \"" + id + "\" missing backend");
        }
        add(id, new Device(option, ChardevParser.chardev(keys)));
    }

    private void add(String id, Device device) {
        if (device.chardev() instanceof Chardev.Stdio && usesStdio()) {
            throw new OptionException("cannot use stdio by multiple character devices");
        }
        devices.put(id, device);
    }

    /** Takes a {@code -mon}. */
    void mon(Option option) {
        KeyValues keys = MON.parse(option.value());
        String device = keys.text("chardev").orElseThrow(() -> new OptionException("Parameter 'chardev' is missing"));
        String mode = keys.text("mode").orElse("readline");
        switch (mode) {
            case "control" -> mons.add(new Mon(option, device, keys.text("id"), options(keys, false), false));
            case "readline" -> {
                if (keys.flag("pretty").isPresent()) {
                    throw new OptionException("'pretty' is not compatible with HMP monitors");
                }
                throw human("-mon " + option.value() + ",mode=control");
            }
            default -> throw new OptionException("Parameter 'mode' does not accept value '" + mode + "'");
        }
    }

    /** Takes an {@code -object} that is a monitor. */
    void object(Option option) {
        MonitorObjectOption object = MonitorObjectOption.parse(option.value());
        MonitorOptions options = MonitorOptions.DEFAULT.withCloseAction(object.closeAction());
        mons.add(new Mon(
                option,
                object.chardev(),
                Optional.of(object.id()),
                object.pretty() ? options.withPretty() : options,
                true));
    }

    private static OptionException human(String instead) {
        return new OptionException("There is no human monitor here\nFor QMP say " + instead + ".");
    }

    private static MonitorOptions options(KeyValues keys, boolean pretty) {
        MonitorOptions options = MonitorOptions.DEFAULT
                .withClients(number(keys, "clients", 1, MonitorOptions.DEFAULT.clients()))
                .withBacklog(number(keys, "backlog", 0, MonitorOptions.DEFAULT.backlog()));
        return pretty || keys.flag("pretty").orElse(false) ? options.withPretty() : options;
    }

    private static int number(KeyValues keys, String key, int least, int unlessGiven) {
        return keys.text(key)
                .map(text -> (int) Numbers.between(least, text, Integer.MAX_VALUE))
                .orElse(unlessGiven);
    }

    /** {@return whether there is a character device of an id} */
    boolean hasChardev(String id) {
        return devices.containsKey(id);
    }

    /** {@return whether standard output belongs to a client} */
    private boolean usesStdio() {
        return devices.values().stream().anyMatch(device -> device.chardev() instanceof Chardev.Stdio);
    }

    /** {@return whether there is a monitor} */
    boolean hasMonitors() {
        return !mons.isEmpty();
    }

    /** {@return the first {@code -mon}, if there is one} */
    Optional<Option> firstMon() {
        for (Mon mon : mons) {
            if (mon.source().name().equals("-mon")) {
                return Optional.of(mon.source());
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the devices in their order, with their monitors; a {@code -mon} may stand before its {@code -chardev}}
     */
    List<MonitorSpec> toList() {
        Map<String, MonitorSpec> served = new HashMap<>();
        Set<String> ids = new HashSet<>();
        List<Mon> ordered = new ArrayList<>(mons);
        ordered.sort((one, other) -> Boolean.compare(other.isObject(), one.isObject())); // as in QEMU
        int unnamed = compat;
        for (Mon mon : ordered) {
            String id = mon.id().isPresent() ? mon.id().get() : COMPAT + unnamed++;
            mon.giveTo(() -> serve(mon, id, ids, served));
        }
        List<MonitorSpec> specs = new ArrayList<>();
        for (Map.Entry<String, Device> each : devices.entrySet()) {
            MonitorSpec spec = served.get(each.getKey());
            specs.add(spec != null ? spec : withoutMonitor(each.getKey(), each.getValue()));
        }
        return specs;
    }

    private static MonitorSpec withoutMonitor(String id, Device device) {
        return new MonitorSpec(
                device.source(),
                device.chardev(),
                MonitorOptions.DEFAULT.withLabel(id).withoutMonitor());
    }

    private void serve(Mon mon, String id, Set<String> ids, Map<String, MonitorSpec> served) {
        MonitorSpec spec = resolve(mon, id, served.keySet());
        if (!ids.add(id)) {
            throw new OptionException("Duplicate ID '" + id + "' for mon");
        }
        served.put(mon.device(), spec);
    }

    private MonitorSpec resolve(Mon mon, String id, Set<String> used) {
        Device device = devices.get(mon.device());
        if (device == null) {
            throw new OptionException("chardev \"" + mon.device() + "\" not found");
        }
        if (used.contains(mon.device())) {
            throw new OptionException("chardev '" + mon.device() + "' is already in use");
        }
        return new MonitorSpec(
                device.source(),
                device.chardev(),
                mon.options().withLabel(mon.device()).withName(id));
    }
}
