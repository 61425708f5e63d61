package io.qmp.plugin.machine.config;

import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.options.OptionPart;
import io.qmp.plugin.qemu.command.SetNumaNode;
import io.qmp.plugin.qemu.type.NumaOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code -numa}: the arguments of {@code set-numa-node}; CPUs may be ranges, given several times. */
final class NumaOption {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,6})(?:-([0-9]{1,6}))?");
    private static final String UNEXPECTED = "Parameter '(.*)' is unexpected";
    private static final String CPUS = "cpus";

    private final CommandOption<SetNumaNode, Nothing> command;

    NumaOption(WireCodec codec) {
        this.command = new CommandOption<>(codec, SetNumaNode.class, "type");
    }

    NumaOptions parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        List<QmpValue> cpus = new ArrayList<>();
        OptionPart.assign(text, "type", (key, value) -> {
            if (key.equals(CPUS)) {
                addRange(value, cpus);
            } else {
                // Memory is counted in MiB unless there is a suffix.
                values.put(key, key.equals("mem") && value.matches("[0-9]+") ? value + "M" : value);
            }
        });
        QmpObject.Builder arguments = QmpObject.builder();
        command.typed(OptionValues.of(values)).members().forEach(arguments::put);
        if (!cpus.isEmpty()) {
            arguments.put(CPUS, new QmpArray(cpus));
        }
        try {
            return command.read(arguments.build()).options();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getMessage()).replaceFirst(UNEXPECTED, "Invalid parameter '$1'"), e);
        }
    }

    private static void addRange(String text, List<QmpValue> cpus) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            throw new IllegalArgumentException("Parameter 'cpus' expects an int64 value or range");
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        for (long cpu = first; cpu <= last; cpu++) {
            cpus.add(QmpValue.of(cpu));
        }
    }
}
