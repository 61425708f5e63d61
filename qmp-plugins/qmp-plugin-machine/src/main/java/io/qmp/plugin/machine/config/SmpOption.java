package io.qmp.plugin.machine.config;

import io.qmp.api.wire.WireCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code -smp}. What is left out follows from the rest: first the cores of a socket, then the sockets, then the
 * threads of a core.
 */
final class SmpOption {
    private static final String CPUS = "cpus";
    private static final String MAXCPUS = "maxcpus";
    private static final String SOCKETS = "sockets";
    private static final String DIES = "dies";
    private static final String CORES = "cores";
    private static final String THREADS = "threads";
    private static final List<String> LEVELS = List.of(SOCKETS, DIES, CORES, THREADS);

    /** Levels that machines for x86 do not have: they must be one. */
    private static final List<String> OTHERS = List.of("clusters", "modules", "books", "drawers");

    private final Map<String, Integer> given = new HashMap<>();

    private SmpOption(OptionValues values) {
        for (List<String> names : List.of(List.of(CPUS, MAXCPUS), LEVELS, OTHERS)) {
            for (String name : names) {
                values.takeInteger(name).ifPresent(number -> take(name, number));
            }
        }
        values.end();
    }

    /** {@return the topology that the option describes for a type of machine} */
    static Topology parse(String text, MachineType type, WireCodec codec) {
        return parse(OptionValues.parse(text, CPUS, codec).rest(), type);
    }

    /** {@return the topology that values describe for a type of machine} */
    static Topology parse(Map<String, String> values, MachineType type) {
        return new SmpOption(OptionValues.of(values)).checked(type);
    }

    private void take(String name, long number) {
        if (number == 0) {
            throw new IllegalArgumentException(
                    "Invalid CPU topology: CPU topology parameters must be greater than zero");
        }
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Parameter '" + name + "' expects integer");
        }
        if (OTHERS.contains(name) && number > 1) {
            throw new IllegalArgumentException(name + " not supported by this machine's CPU topology");
        }
        given.put(name, (int) number);
    }

    private Topology checked(MachineType type) {
        boolean hasDies = type.kind().isPc();
        if (!hasDies && get(DIES) > 1) {
            throw new IllegalArgumentException("dies not supported by this machine's CPU topology");
        }
        complete();
        long product = product();
        int most = given.getOrDefault(MAXCPUS, (int) Math.min(product, Integer.MAX_VALUE));
        int cpus = given.getOrDefault(CPUS, most);
        String levels = "sockets (" + get(SOCKETS) + ")" + (hasDies ? " * dies (" + get(DIES) + ")" : "") + " * cores ("
                + get(CORES) + ") * threads (" + get(THREADS) + ")";
        if (product != most) {
            throw new IllegalArgumentException("Invalid CPU topology: product of the hierarchy must match maxcpus: "
                    + levels + " != maxcpus (" + most + ")");
        }
        if (most < cpus) {
            throw new IllegalArgumentException("Invalid CPU topology: maxcpus must be equal to or greater than smp: "
                    + levels + " == maxcpus (" + most + ") < smp_cpus (" + cpus + ")");
        }
        return new Topology(cpus, most, get(SOCKETS), get(DIES), get(CORES), get(THREADS));
    }

    private int get(String name) {
        return given.getOrDefault(name, 1);
    }

    /** The number of threads of all levels; any number above that of all integers if there are more than those. */
    private long product() {
        long product = 1;
        for (String level : LEVELS) {
            product = Math.min(product * get(level), 1L << Integer.SIZE);
        }
        return product;
    }

    private void complete() {
        if (!given.containsKey(CPUS) && !given.containsKey(MAXCPUS)) {
            return;
        }
        int most = given.computeIfAbsent(MAXCPUS, absent -> get(CPUS));
        String derived = !given.containsKey(CORES) ? CORES : !given.containsKey(SOCKETS) ? SOCKETS : THREADS;
        if (!given.containsKey(derived)) {
            given.put(derived, 1);
            given.put(derived, (int) (most / product()));
        }
    }
}
