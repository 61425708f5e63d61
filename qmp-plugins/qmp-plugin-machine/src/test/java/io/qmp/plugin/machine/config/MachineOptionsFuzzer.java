package io.qmp.plugin.machine.config;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A target of the fuzzer: a command line for the machine is refused with a reason, or describes a machine whose
 * description as a command line describes the same machine.
 */
public final class MachineOptionsFuzzer {
    private static final WireCodec CODEC = WireCodec.installed();
    private static final Binder BINDER = CODEC.newBinder(CompatPolicy.ACCEPT);

    private MachineOptionsFuzzer() {}

    /**
     * Reads an input as a command line.
     *
     * @param input its words, one a line
     */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8).replace("\0", "");
        List<String> words = text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
        MachineConfig config;
        try {
            config = MachineOptions.parse(words);
        } catch (IllegalArgumentException e) {
            if (e.getMessage() == null || e.getMessage().isBlank()) {
                throw new AssertionError("refused without a reason: " + words, e);
            }
            return;
        }
        List<String> formatted = format(config);
        List<String> again = format(MachineOptions.parse(formatted));
        if (!again.equals(formatted)) {
            throw new AssertionError("parsed, formatted, parsed: " + formatted + " and " + again);
        }
    }

    private static List<String> format(MachineConfig config) {
        List<String> words = new ArrayList<>(List.of("-uuid", config.uuid().toString()));
        config.name().ifPresent(name -> words.addAll(List.of("-name", "guest=" + doubled(name))));
        words.addAll(List.of("-m", "size=" + config.memory() + "B", "-smp", "cpus=" + config.cpus()));
        words.addAll(List.of("-action", format(config.actions())));
        addIf(config.startStopped(), words, "-S");
        addIf(config.preconfig(), words, "-preconfig");
        addIf(config.guestCommands(), words, "-guest-commands");
        addIf(config.incoming(), words, "-incoming", "defer");
        config.nodes()
                .forEach(node ->
                        words.addAll(List.of("-blockdev", CODEC.format(BINDER.write(node), WireFormat.CLIENT))));
        config.devices().forEach(device -> words.addAll(List.of("-device", format(device))));
        return words;
    }

    private static void addIf(boolean condition, List<String> words, String... option) {
        if (condition) {
            words.addAll(List.of(option));
        }
    }

    private static String format(Actions actions) {
        return "reboot=" + WireNaming.enumValue(actions.reboot()) + ",shutdown="
                + WireNaming.enumValue(actions.shutdown()) + ",panic=" + WireNaming.enumValue(actions.panic())
                + ",watchdog=" + WireNaming.enumValue(actions.watchdog());
    }

    private static String format(Device device) {
        QmpObject.Builder json = QmpObject.builder().put("driver", QmpValue.of(device.driver()));
        device.bus().ifPresent(bus -> json.put("bus", QmpValue.of(bus)));
        device.id().ifPresent(id -> json.put("id", QmpValue.of(id)));
        device.properties().values().members().forEach(json::put);
        return CODEC.format(json.build(), WireFormat.CLIENT);
    }

    private static String doubled(String value) {
        return value.replace(",", ",,");
    }
}
