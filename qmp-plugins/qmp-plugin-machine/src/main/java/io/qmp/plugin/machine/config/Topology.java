package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import java.util.Map;

/**
 * The virtual CPUs of a machine: how many there are, how many there may be, and how these are placed.
 *
 * @param cpus how many there are
 * @param maxcpus how many there may be: the product of the following
 * @param sockets the number of sockets
 * @param dies the number of dies of a socket
 * @param cores the number of cores of a die
 * @param threads the number of threads of a core
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Topology(int cpus, int maxcpus, int sockets, int dies, int cores, int threads) {
    /** One CPU. */
    public static final Topology ONE = ofCores(1);

    /**
     * The place of a CPU.
     *
     * @param socket the number of its socket
     * @param die the number of its die in the socket
     * @param core the number of its core in the die
     * @param thread its number in the core
     */
    public record Place(int socket, int die, int core, int thread) {}

    /** {@return one socket with that many cores} */
    public static Topology ofCores(int cores) {
        return new Topology(cores, cores, 1, 1, cores, 1);
    }

    /** {@return the place of a CPU} */
    public Place place(int cpu) {
        int core = cpu / threads;
        int die = core / cores;
        return new Place(die / dies, die % dies, core % cores, cpu % threads);
    }

    /** {@return the number by which the guest knows the CPU of a place} Each level has whole bits. */
    public int apicId(Place place) {
        int id = place.socket() << bits(dies) | place.die();
        id = id << bits(cores) | place.core();
        return id << bits(threads) | place.thread();
    }

    private static int bits(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number - 1);
    }

    /** {@return the topology as {@code /machine} tells it} Levels that are not known here are one. */
    public QmpObject describe(QmpObject recorded) {
        Map<String, Integer> known = Map.of(
                "cpus", cpus, "maxcpus", maxcpus, "sockets", sockets, "dies", dies, "cores", cores, "threads", threads);
        QmpObject.Builder described = QmpObject.builder();
        recorded.members()
                .forEach((name, value) ->
                        described.put(name, known.containsKey(name) ? new QmpLong(known.get(name)) : value));
        return described.build();
    }
}
