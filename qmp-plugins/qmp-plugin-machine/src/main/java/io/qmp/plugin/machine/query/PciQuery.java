package io.qmp.plugin.machine.query;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.object.PciBus;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.qemu.type.PciDeviceInfo;
import io.qmp.plugin.qemu.type.PciInfo;
import java.util.List;
import java.util.Optional;

/**
 * The PCI devices. No firmware has run: the registers have no addresses yet, and bridges lead nowhere.
 */
public final class PciQuery {
    private final Binder binder;

    /** Makes the query. */
    public PciQuery(WireCodec codec) {
        this.binder = codec.newBinder(CompatPolicy.ACCEPT);
    }

    /** {@return the devices of the machine's PCI bus, if it has one} */
    public List<PciInfo> answer(Qom qom) {
        return PciBus.first(qom).stream()
                .map(bus -> new PciInfo(
                        0,
                        bus.devices().stream()
                                .flatMap(device -> describe(device).stream())
                                .toList()))
                .toList();
    }

    private Optional<PciDeviceInfo> describe(QomObject device) {
        return device.fact("#pci").map(fact -> {
            QmpObject.Builder all = QmpObject.builder();
            ((QmpObject) fact).members().forEach(all::put);
            all.put("bus", QmpValue.of(0))
                    .put("slot", QmpValue.of(PciBus.address(device) / PciBus.FUNCTIONS))
                    .put("function", QmpValue.of(PciBus.address(device) % PciBus.FUNCTIONS))
                    .put("qdev_id", QmpValue.of(device.isPlugged() ? device.name() : ""));
            return binder.read(all.build(), PciDeviceInfo.class);
        });
    }
}
