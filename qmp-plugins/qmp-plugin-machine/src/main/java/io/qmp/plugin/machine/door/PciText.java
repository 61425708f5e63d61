package io.qmp.plugin.machine.door;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.object.PciBus;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;

/** The text of {@code info pci}, of what {@code query-pci} tells. */
final class PciText {
    private final StringBuilder text = new StringBuilder();

    private PciText() {}

    /** {@return the description of the devices of the machine's PCI bus} */
    static String describe(Qom qom) {
        PciText description = new PciText();
        PciBus.first(qom)
                .ifPresent(bus -> bus.devices()
                        .forEach(device ->
                                device.fact("#pci").ifPresent(fact -> description.device(device, (QmpObject) fact))));
        return description.text.toString();
    }

    private void device(QomObject device, QmpObject fact) {
        long address = PciBus.address(device);
        text.append("  Bus  0, device %3d, function %d:%n"
                .formatted(address / PciBus.FUNCTIONS, address % PciBus.FUNCTIONS)
                .replace(System.lineSeparator(), "\n"));
        QmpObject kind = fact.object("class_info").orElseThrow();
        QmpObject id = fact.object("id").orElseThrow();
        text.append("    ");
        text.append(kind.string("desc").orElseGet(() -> "Class %04d".formatted(number(kind, "class"))));
        text.append(": PCI device %04x:%04x\n".formatted(number(id, "vendor"), number(id, "device")));
        if (id.get("subsystem-vendor") != null) {
            text.append("      PCI subsystem %04x:%04x\n"
                    .formatted(number(id, "subsystem-vendor"), number(id, "subsystem")));
        }
        if (fact.get("irq") != null) {
            text.append("      IRQ %d, pin %c\n"
                    .formatted(number(fact, "irq"), (char) ('A' + number(fact, "irq_pin") - 1)));
        }
        fact.object("pci_bridge").ifPresent(this::bridge);
        fact.array("regions").orElse(QmpArray.of()).elements().forEach(this::region);
        text.append("      id \"")
                .append(device.isPlugged() ? device.name() : "")
                .append("\"\n");
    }

    private void bridge(QmpObject bridge) {
        QmpObject bus = bridge.object("bus").orElseThrow();
        text.append("      BUS %d.%n".formatted(number(bus, "number")).replace(System.lineSeparator(), "\n"));
        text.append("      secondary bus %d.\n".formatted(number(bus, "secondary")));
        text.append("      subordinate bus %d.\n".formatted(number(bus, "subordinate")));
        range("IO", "0x%04x", bus.object("io_range").orElse(QmpObject.EMPTY));
        range("memory", "0x%08x", bus.object("memory_range").orElse(QmpObject.EMPTY));
        range("prefetchable memory", "0x%08x", bus.object("prefetchable_range").orElse(QmpObject.EMPTY));
    }

    private void range(String name, String form, QmpObject range) {
        text.append("      %s range [%s, %s]\n"
                .formatted(name, form.formatted(number(range, "base")), form.formatted(number(range, "limit"))));
    }

    private void region(QmpValue value) {
        QmpObject region = (QmpObject) value;
        long address = number(region, "address");
        long last = address + number(region, "size") - 1;
        text.append("      BAR").append(number(region, "bar")).append(": ");
        if (region.string("type").filter("io"::equals).isPresent()) {
            text.append("I/O at 0x%04x [0x%04x].\n".formatted(address, last));
        } else {
            text.append("%d bit%s memory at 0x%08x [0x%08x].\n"
                    .formatted(
                            region.bool("mem_type_64").orElse(false) ? 64 : 32,
                            region.bool("prefetch").orElse(false) ? " prefetchable" : "",
                            address,
                            last));
        }
    }

    private static long number(QmpObject object, String name) {
        return object.integer(name).orElse(0);
    }
}
