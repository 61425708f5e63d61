package io.qmp.plugin.machine.query;

import io.qmp.api.type.Open;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.plugin.machine.object.Property;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.qemu.type.HostMemPolicy;
import io.qmp.plugin.qemu.type.MemdevInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The answer to {@code query-memdev}: the objects that are memory, the newest first. */
public final class MemoryBackends {
    private static final String TYPE = "memory-backend";

    private MemoryBackends() {}

    /** {@return all of them} */
    public static List<MemdevInfo> list(Qom qom) {
        List<MemdevInfo> backends = qom.at("/objects").children().stream()
                .filter(object -> object.type().is(TYPE))
                .map(MemoryBackends::info)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(backends);
        return backends;
    }

    /** {@return the size of the one with an id or path, if there is one} */
    public static OptionalLong size(Qom qom, String name) {
        return qom.tree()
                .resolve(name)
                .found()
                .filter(object -> object.type().is(TYPE))
                .map(object -> OptionalLong.of(size(object)))
                .orElse(OptionalLong.empty());
    }

    private static MemdevInfo info(QomObject backend) {
        return new MemdevInfo(
                backend.name(),
                size(backend),
                flag(backend, "merge"),
                flag(backend, "dump"),
                flag(backend, "prealloc"),
                flag(backend, "share"),
                flag(backend, "reserve"),
                nodes(backend),
                policy(backend));
    }

    private static long size(QomObject backend) {
        return backend.number("size").orElse(0L);
    }

    private static boolean flag(QomObject backend, String name) {
        return backend.property(name)
                .map(Property::get)
                .filter(value -> value instanceof QmpBoolean flag && flag.value())
                .isPresent();
    }

    private static List<Long> nodes(QomObject backend) {
        Optional<QmpArray> nodes =
                backend.property("host-nodes").map(Property::get).map(QmpArray.class::cast);
        return nodes.map(QmpArray::elements).orElse(List.of()).stream()
                .map(node -> ((QmpLong) node).value())
                .toList();
    }

    private static Open<HostMemPolicy> policy(QomObject backend) {
        return Open.of(
                HostMemPolicy.valueOf(backend.text("policy").orElse("default").toUpperCase(Locale.ROOT)));
    }
}
