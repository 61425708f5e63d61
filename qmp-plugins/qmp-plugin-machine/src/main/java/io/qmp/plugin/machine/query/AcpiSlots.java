package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpArray;
import io.qmp.plugin.qemu.command.QueryAcpiOspmStatus;
import io.qmp.plugin.qemu.type.AcpiOstInfo;
import io.qmp.plugin.qemu.type.AcpiSlotType;
import java.util.List;
import java.util.stream.IntStream;

/** The status of slots that the guest reports by ACPI: it reports none. Boards that tell any tell those of all CPUs. */
public final class AcpiSlots {
    private AcpiSlots() {}

    /** Registers the query. */
    public static void register(PluginRegistry registry, Replies replies, int slots) {
        registry.command(QueryAcpiOspmStatus.class, returns(query -> {
            QmpArray recorded = (QmpArray) replies.get("query-acpi-ospm-status");
            return recorded.elements().isEmpty() ? List.of() : ofCpus(slots);
        }));
    }

    private static List<AcpiOstInfo> ofCpus(int slots) {
        return IntStream.range(0, slots)
                .mapToObj(slot -> new AcpiOstInfo(null, Integer.toString(slot), Open.of(AcpiSlotType.CPU), 0, 0))
                .toList();
    }
}
