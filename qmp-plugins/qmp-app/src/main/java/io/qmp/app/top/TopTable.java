package io.qmp.app.top;

import io.qmp.program.text.ProgressBar;
import io.qmp.vm.metrics.VmOverview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Lines that people read: one for each virtual machine, and one for each job and migration below it. */
public final class TopTable {
    private static final String COLUMNS = "%-20.20s %-14.14s %4s %6s %9s %9s %7s %9s";
    private static final String[] UNITS = {"B", "K", "M", "G", "T", "P"};
    private static final int BAR = 20;

    private TopTable() {}

    /** {@return the lines, the titles first} The disks of one machine are shown one by one. */
    public static List<String> lines(List<NamedOverview> vms) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(COLUMNS, "VM", "STATE", "VCPU", "CPU", "READ/s", "WRITE/s", "REQ/s", "BALLOON"));
        for (NamedOverview vm : vms) {
            lines.add(line(vm));
            lines.addAll(progress(vm.vm()));
            if (vms.size() == 1) {
                vm.vm().disks().forEach(disk -> lines.add(disk(disk)));
            }
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String line(NamedOverview named) {
        VmOverview vm = named.vm();
        if (!vm.up() && vm.state().isEmpty()) {
            return String.format(COLUMNS, named.name(), "no answer", "", "", "", "", "", "");
        }
        double read =
                vm.disks().stream().mapToDouble(VmOverview.Disk::readBytes).sum();
        double written =
                vm.disks().stream().mapToDouble(VmOverview.Disk::writtenBytes).sum();
        double requests =
                vm.disks().stream().mapToDouble(VmOverview.Disk::requests).sum();
        return String.format(
                COLUMNS,
                named.name(),
                vm.up() ? vm.state() : vm.state() + "?",
                vm.vcpus(),
                percent(vm.cpu()),
                bytes(read),
                bytes(written),
                number(requests),
                vm.balloon().isPresent() ? bytes(vm.balloon().getAsDouble()) : "-");
    }

    private static List<String> progress(VmOverview vm) {
        List<String> lines = new ArrayList<>();
        vm.jobs()
                .forEach(
                        job -> lines.add("  " + ProgressBar.of(job.ratio(), BAR) + "  " + job.type() + " " + job.id()));
        vm.migration()
                .ifPresent(migration -> lines.add("  "
                        + (migration.ratio().isPresent()
                                ? ProgressBar.of(migration.ratio().getAsDouble(), BAR) + "  "
                                : "")
                        + "migration " + migration.status()));
        return lines;
    }

    private static String disk(VmOverview.Disk disk) {
        String name = "  " + (disk.device().isEmpty() ? disk.node() : disk.device());
        return String.format(
                COLUMNS,
                name,
                "",
                "",
                "",
                bytes(disk.readBytes()),
                bytes(disk.writtenBytes()),
                number(disk.requests()),
                "");
    }

    private static String percent(OptionalDouble cpus) {
        return cpus.isPresent() ? String.format(Locale.ROOT, "%.0f %%", cpus.getAsDouble() * 100) : "-";
    }

    /** {@return a number of bytes with a unit of 1024} */
    static String bytes(double bytes) {
        int unit = 0;
        double rest = bytes;
        while (rest >= 1000 && unit < UNITS.length - 1) {
            rest /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || rest >= 100 ? "%.0f %s" : "%.1f %s", rest, UNITS[unit]);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number == 0 || number >= 10 ? "%.0f" : "%.1f", number);
    }
}
