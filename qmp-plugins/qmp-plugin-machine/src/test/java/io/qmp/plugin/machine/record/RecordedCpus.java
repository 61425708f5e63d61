package io.qmp.plugin.machine.record;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The models of CPUs. The first line has the properties of the model {@code base}, the second the names of what a
 * static expansion has. Each other line has a model and the properties that differ from the first line's.
 */
final class RecordedCpus {
    private static final String BASE = "base";

    private RecordedCpus() {}

    static List<String> lines(RecordedQemu qemu) {
        QmpObject base = properties(qemu, "full", BASE);
        List<String> lines = new ArrayList<>();
        lines.add(Lines.of(BASE, Lines.json(base)));
        lines.add(Lines.of(
                "",
                Lines.json(new QmpArray(properties(qemu, "static", BASE).members().keySet().stream()
                        .<QmpValue>map(QmpValue::of)
                        .toList()))));
        for (QmpObject model : qemu.list("query-cpu-definitions", QmpObject.EMPTY)) {
            String name = model.string("name").orElseThrow();
            try {
                QmpObject.Builder differing = QmpObject.builder();
                properties(qemu, "full", name).members().forEach((property, value) -> {
                    if (!value.equals(base.get(property))) {
                        differing.put(property, value);
                    }
                });
                lines.add(Lines.of(name, Lines.json(differing.build())));
            } catch (QemuRefusal e) {
                lines.add(Lines.of(name, Lines.json(QmpObject.of("!", QmpValue.of(e.text())))));
            }
        }
        return lines;
    }

    private static QmpObject properties(RecordedQemu qemu, String kind, String model) {
        QmpObject expanded = (QmpObject) qemu.ask(
                "query-cpu-model-expansion",
                QmpObject.of("type", QmpValue.of(kind), "model", QmpObject.of("name", QmpValue.of(model))));
        return Objects.requireNonNull(
                expanded.object("model").orElseThrow().object("props").orElseThrow());
    }
}
