package io.qmp.app.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is known of all virtual machines.
 *
 * @param vms all virtual machines at the moment
 * @param labels of all of them
 * @param libvirtNames whether metrics have the names of exporters for libvirt, too
 */
record FleetPage(Supplier<Collection<MonitoredVm>> vms, Map<String, String> labels, boolean libvirtNames)
        implements Page {
    @Override
    public String text(ExpositionFormat format) {
        Exposition page = new Exposition(format, libvirtNames);
        for (MonitoredVm vm : vms.get()) {
            page.add(vm.target(), labels, vm.values());
        }
        return page.text();
    }
}
