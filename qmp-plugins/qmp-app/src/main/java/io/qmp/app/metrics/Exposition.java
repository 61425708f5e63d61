package io.qmp.app.metrics;

import io.qmp.vm.metrics.VmFamily;
import io.qmp.vm.metrics.VmValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes the values of many virtual machines as one page, each family together. */
final class Exposition {
    private static final String TOTAL = "_total";
    private static final String INFO = "_info";

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
        StringBuilder page = new StringBuilder();
        families.forEach((family, all) -> {
            head(page, family.text(), family.kind(), family.help());
            all.forEach(series -> write(page, series));
        });
        if (libvirtNames) {
            libvirt.write(page, this);
        }
        if (format == ExpositionFormat.OPEN_METRICS) {
            page.append("# EOF\n");
        }
        return page.toString();
    }

    /** Writes the lines before the values of a family. In OpenMetrics its name has no suffix. */
    void head(StringBuilder page, String name, VmFamily.Kind kind, String help) {
        String type = kind == VmFamily.Kind.COUNTER ? "counter" : "gauge";
        String family = name;
        if (format == ExpositionFormat.OPEN_METRICS) {
            boolean info = name.endsWith(INFO);
            type = info ? "info" : type;
            family = info ? without(name, INFO) : kind == VmFamily.Kind.COUNTER ? without(name, TOTAL) : name;
        }
        page.append("# HELP ").append(family).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(family).append(' ').append(type).append('\n');
    }

    private void write(StringBuilder page, Series series) {
        StringBuilder labels = new StringBuilder(series.labels);
        series.value.labels().forEach((name, text) -> Labels.write(labels, name, text));
        line(page, series.value.family().text(), labels, series.value);
    }

    /** Writes a value, and when it began if the format can say so. */
    void line(StringBuilder page, String name, CharSequence labels, VmValue value) {
        page.append(name).append('{').append(labels).append("} ");
        number(page, value.value());
        if (format == ExpositionFormat.OPEN_METRICS && value.created().isPresent()) {
            page.append(without(name, TOTAL)).append("_created{").append(labels).append("} ");
            number(page, value.created().get().toEpochMilli() / 1000.0);
        }
    }

    private static void number(StringBuilder page, double value) {
        long whole = (long) value;
        if (whole == value) {
            page.append(whole).append('\n');
        } else {
            page.append(value).append('\n');
        }
    }

    private static String without(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }
}
