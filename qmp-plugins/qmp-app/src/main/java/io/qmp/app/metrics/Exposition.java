package io.qmp.app.metrics;

import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes the values of many virtual machines as one page, each family together. */
final class Exposition {
    private final ExpositionFormat format;
    private final boolean libvirtNames;
    private final Map<VmFamily, List<Series>> families = new EnumMap<>(VmFamily.class);
    private final LibvirtNames libvirt = new LibvirtNames();

    /**
     * One value with the labels of its virtual machine, as they are written.
     *
     * @param labels of the virtual machine
     */
    record Series(String labels, VmValue value) {}

    Exposition(ExpositionFormat format, boolean libvirtNames) {
        this.format = format;
        this.libvirtNames = libvirtNames;
    }

    /** Adds what is known of one. */
    void add(VmTarget vm, Map<String, String> labels, List<VmValue> values) {
        StringBuilder own = new StringBuilder();
        Labels.write(own, "vm", vm.name());
        labels.forEach((name, text) -> {
            if (!vm.labels().containsKey(name)) {
                Labels.write(own, name, text);
            }
        });
        vm.labels().forEach((name, text) -> Labels.write(own, name, text));
        for (VmValue value : values) {
            families.computeIfAbsent(value.family(), family -> new ArrayList<>())
                    .add(new Series(own.toString(), value));
        }
        if (libvirtNames) {
            libvirt.add(vm.name(), values);
        }
    }

    /** {@return the page} */
    String text() {
        PageText page = new PageText(format);
        families.forEach((family, all) -> {
            page.family(family.text(), family.help());
            all.forEach(series -> write(page, series));
        });
        if (libvirtNames) {
            libvirt.write(page);
        }
        return page.end();
    }

    private static void write(PageText page, Series series) {
        StringBuilder labels = new StringBuilder(series.labels);
        series.value.labels().forEach((name, text) -> Labels.write(labels, name, text));
        line(page, series.value.family().text(), labels, series.value);
    }

    /** Writes a value, and when it began if the format can say so. */
    static void line(PageText page, String name, CharSequence labels, VmValue value) {
        page.value(name, labels, value.value());
        value.created().ifPresent(began -> page.created(name, labels, began.toEpochMilli() / 1000.0));
    }
}
