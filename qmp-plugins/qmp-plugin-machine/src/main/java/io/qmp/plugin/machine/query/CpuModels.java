package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.object.Recorded;
import io.qmp.plugin.machine.version.Wording;
import io.qmp.plugin.qemu.command.QueryCpuModelBaseline;
import io.qmp.plugin.qemu.command.QueryCpuModelComparison;
import io.qmp.plugin.qemu.command.QueryCpuModelExpansion;
import io.qmp.plugin.qemu.type.CpuModelExpansionInfo;
import io.qmp.plugin.qemu.type.CpuModelExpansionType;
import io.qmp.plugin.qemu.type.CpuModelInfo;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The models of CPUs. The first line of the record has the properties of the model {@code base}, the second the names
 * of what a static expansion has, each other line a model and the properties that differ from the first line's.
 */
public final class CpuModels {
    private static final String BASE = "base";

    private final Recorded recorded;
    private final Wording wording;
    private final WireCodec codec;
    private @Nullable Map<String, String> models;

    private CpuModels(Recorded recorded, Wording wording, WireCodec codec) {
        this.recorded = recorded;
        this.wording = wording;
        this.codec = codec;
    }

    /** Registers the commands. */
    public static void register(PluginRegistry registry, Recorded recorded, Wording wording, WireCodec codec) {
        CpuModels models = new CpuModels(recorded, wording, codec);
        registry.command(QueryCpuModelExpansion.class, returns(models::expand));
        registry.command(QueryCpuModelComparison.class, returns(query -> {
            throw CommandFailedException.generic("CPU model comparison is not supported on this target");
        }));
        registry.command(QueryCpuModelBaseline.class, returns(query -> {
            throw CommandFailedException.generic("CPU model baseline is not supported on this target");
        }));
    }

    private CpuModelExpansionInfo expand(QueryCpuModelExpansion query) {
        String name = query.model().name();
        Map<String, QmpValue> properties = properties(name);
        if (query.model().props() instanceof QmpObject given) {
            given.members().forEach((property, value) -> set(name, properties, property, value));
        }
        boolean isStatic = query.type() == CpuModelExpansionType.STATIC;
        if (isStatic) {
            properties.keySet().retainAll(ofStatic());
        }
        QmpObject.Builder expanded = QmpObject.builder();
        properties.forEach(expanded::put);
        return CpuModelExpansionInfo.builder(CpuModelInfo.builder(isStatic ? BASE : name)
                        .props(expanded.build())
                        .build())
                .build();
    }

    private Map<String, QmpValue> properties(String name) {
        String differing = models().get(name);
        if (differing == null || name.isEmpty()) {
            throw CommandFailedException.generic("CPU model '" + name + "' not found");
        }
        QmpObject own = (QmpObject) codec.parse(differing);
        own.string("!").ifPresent(text -> {
            throw CommandFailedException.generic(text);
        });
        Map<String, QmpValue> properties =
                new LinkedHashMap<>(((QmpObject) codec.parse(Objects.requireNonNull(models().get(BASE)))).members());
        properties.putAll(own.members());
        return properties;
    }

    private void set(String model, Map<String, QmpValue> properties, String name, QmpValue value) {
        QmpValue before = properties.get(name);
        if (before == null) {
            throw CommandFailedException.generic("Property '" + model + "-x86_64-cpu." + name + "' not found");
        }
        String expected = before instanceof QmpBoolean && !(value instanceof QmpBoolean)
                ? "boolean"
                : before instanceof QmpNumber && !(value instanceof QmpNumber)
                        ? "integer"
                        : before instanceof QmpString && !(value instanceof QmpString) ? "string" : "";
        if (!expected.isEmpty()) {
            throw CommandFailedException.generic("Invalid parameter type for '"
                    + wording.cpuProperty().formatted(name) + "', expected: " + expected);
        }
        properties.put(name, value);
    }

    private Set<String> ofStatic() {
        QmpArray names = (QmpArray) codec.parse(Objects.requireNonNull(models().get("")));
        return names.elements().stream().map(name -> ((QmpString) name).value()).collect(Collectors.toSet());
    }

    private Map<String, String> models() {
        Map<String, String> read = models;
        if (read == null) {
            read = new HashMap<>();
            List<String> lines = recorded.lines("cpus");
            for (String line : lines) {
                int tab = line.indexOf('\t');
                read.putIfAbsent(line.substring(0, tab), line.substring(tab + 1));
            }
            models = read;
        }
        return read;
    }
}
