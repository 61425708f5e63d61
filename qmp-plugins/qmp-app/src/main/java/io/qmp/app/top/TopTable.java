package io.qmp.app.top;

import io.qmp.app.process.Colors;
import io.qmp.program.text.ProgressBar;
import io.qmp.vm.metrics.VmOverview;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Lines that people read: one for each virtual machine, and one for each job and migration below it. */
public final class TopTable {
    private static final String COLUMNS = "%-20.20s %-14.14s %4s %6s %7s %7s %7s %7s";
    private static final String[] UNITS = {"B", "K", "M", "G", "T", "P"};
    private static final int BAR = 20;

    /** Where the state is in a line. */
    private static final int STATE = 21;

    private static final int STATE_END = STATE + 14;

    private TopTable() {}

    /**
     * {@return the lines, the titles first} The disks of one machine are shown one by one.
     *
     * @param vms in the order in which they are shown
     * @param colors of states and bars
     */
    public static List<String> lines(List<NamedOverview> vms, Colors colors) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(COLUMNS, "VM", "STATE", "VCPU", "CPU", "READ/s", "WRITE/s", "REQ/s", "BALLOON"));
        for (NamedOverview vm : vms) {
            lines.add(colored(line(vm), vm.vm(), colors));
            lines.addAll(progress(vm.vm(), colors));
            if (vms.size() == 1) {
                vm.vm().disks().forEach(disk -> lines.add(disk(disk)));
            }
        }
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String colored(String line, VmOverview vm, Colors colors) {
        String state = line.substring(STATE, STATE_END);
        String shown = !vm.up()
                ? colors.failure(state)
                : vm.state().equals("running") ? colors.good(state) : colors.notice(state);
        return line.substring(0, STATE) + shown + line.substring(STATE_END);
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
                vm.up() ? orDash(vm.state()) : vm.state() + "?",
                vm.vcpus() > 0 ? vm.vcpus() : "-",
                percent(vm.cpu()),
                bytes(read),
                bytes(written),
                number(requests),
                vm.balloon().isPresent() ? bytes(vm.balloon().getAsDouble()) : "-");
    }

    /** {@return a text; a dash if it is not known, as of a storage daemon} */
    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static List<String> progress(VmOverview vm, Colors colors) {
        List<String> lines = new ArrayList<>();
        vm.jobs()
                .forEach(job -> lines.add(
                        "  " + colors.good(ProgressBar.of(job.ratio(), BAR)) + "  " + job.type() + " " + job.id()));
        vm.migration()
                .ifPresent(migration -> lines.add("  "
                        + (migration.ratio().isPresent()
                                ? colors.good(ProgressBar.of(migration.ratio().getAsDouble(), BAR)) + "  "
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
