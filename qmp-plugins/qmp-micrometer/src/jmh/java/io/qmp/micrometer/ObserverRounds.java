package io.qmp.micrometer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;

/**
 * Compares clients that differ in what observes them, over a real transport: {@code ADDRESS [ROUNDS [SECONDS
 * [PROCESSES]]]}.
 *
 * <p>Each client is a process of its own, as code is compiled for what it meets, or several, as it is compiled in
 * another way each time; they take turns, of so many seconds in each round, with 1 and with 64 commands in flight.
 * The server is to have a core of its own, as with {@code taskset -c 0}; with two cores or more the clients have the
 * second. Prints medians, and their ratios to the client of the same round that nothing observes: of rates, and of
 * processor time. Nothing is executed out of band: with that a client has no more than eight commands at its server.
 */
public final class ObserverRounds {
    private static final int[] DEPTHS = {1, 64};
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final String CLIENT = "client";

    private ObserverRounds() {}

    /** What a client did in its turn. */
    private record Turn(long commands, long nanos, long cpuNanos) {
        double perSecond() {
            return commands * 1e9 / nanos;
        }

        double cpu() {
            return (double) cpuNanos / commands;
        }
    }

    /**
     * Measures.
     *
     * @param args see above
     * @throws Exception if a client fails
     */
    public static void main(String... args) throws Exception {
        if (args[0].equals(CLIENT)) {
            serveTurns(Observer.valueOf(args[1]), QmpAddress.parse(args[2]));
            return;
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Duration turn = Duration.ofSeconds(args.length > 2 ? Integer.parseInt(args[2]) : 2);
        int processes = args.length > 3 ? Integer.parseInt(args[3]) : 1;
        List<Map<Observer, Client>> clients = new ArrayList<>();
        try {
            for (int process = 0; process < processes; process++) {
                clients.add(warmedUp(args[0]));
            }
            for (int depth : DEPTHS) {
                print(depth, measure(clients, depth, rounds, turn));
            }
        } finally {
            clients.forEach(each -> each.values().forEach(client -> client.process.destroy()));
        }
    }

    private static Map<Observer, Client> warmedUp(String address) throws IOException {
        Map<Observer, Client> clients = new EnumMap<>(Observer.class);
        for (Observer observer : Observer.values()) {
            Client client = new Client(observer, address);
            clients.put(observer, client);
            for (int depth : DEPTHS) {
                client.turn(depth, WARM_UP);
            }
        }
        return clients;
    }

    private static Map<Observer, List<Turn>> measure(
            List<Map<Observer, Client>> clients, int depth, int rounds, Duration turn) throws IOException {
        Map<Observer, List<Turn>> turns = new EnumMap<>(Observer.class);
        for (int round = 0; round < rounds; round++) {
            for (Map<Observer, Client> each : clients) {
                for (Observer observer : Observer.values()) {
                    turns.computeIfAbsent(observer, first -> new ArrayList<>())
                            .add(each.get(observer).turn(depth, turn));
                }
            }
        }
        return turns;
    }

    private static void print(int depth, Map<Observer, List<Turn>> turns) {
        List<Turn> plain = turns.get(Observer.NOTHING);
        turns.forEach((observer, own) -> System.out.printf(
                Locale.ROOT,
                "%-10s d%-3d %10.0f /s %8.0f ns CPU   x rate %.3f   x CPU %.3f%n",
                observer.name().toLowerCase(Locale.ROOT),
                depth,
                median(own, Turn::perSecond),
                median(own, Turn::cpu),
                ratio(own, plain, Turn::perSecond),
                ratio(plain, own, Turn::cpu)));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return median(turns.stream().mapToDouble(figure).toArray());
    }

    /** The median of the ratios of the same rounds. */
    private static double ratio(List<Turn> one, List<Turn> other, ToDoubleFunction<Turn> figure) {
        double[] ratios = new double[one.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = figure.applyAsDouble(one.get(i)) / figure.applyAsDouble(other.get(i));
        }
        return median(ratios);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** A process with one client, which waits for its turns. */
    private static final class Client {
        private final Process process;
        private final PrintStream orders;
        private final BufferedReader reports;

        Client(Observer observer, String address) throws IOException {
            List<String> command = new ArrayList<>();
            if (Runtime.getRuntime().availableProcessors() > 1) {
                command.addAll(List.of("taskset", "-c", "1"));
            }
            command.addAll(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-cp"));
            command.addAll(List.of(System.getProperty("java.class.path"), ObserverRounds.class.getName()));
            command.addAll(List.of(CLIENT, observer.name(), address));
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            orders = new PrintStream(process.getOutputStream(), true, UTF_8);
            reports = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        }

        Turn turn(int depth, Duration time) throws IOException {
            orders.println(depth + " " + time.toNanos());
            String report = reports.readLine();
            if (report == null) {
                throw new IOException("a client has ended");
            }
            long[] numbers = numbers(report);
            return new Turn(numbers[0], numbers[1], numbers[2]);
        }
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    /** What the process of a client does. */
    private static void serveTurns(Observer observer, QmpAddress address) throws IOException {
        QmpClient client = observer.client().outOfBand(false).connect(address).join();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            long[] numbers = numbers(order);
            long cpu = cpuNanos();
            long begin = System.nanoTime();
            Load load = new Load(client, begin + numbers[1]);
            long commands = load.run((int) numbers[0]);
            System.out.println(commands + " " + (System.nanoTime() - begin) + " " + (cpuNanos() - cpu));
        }
    }

    /** {@return the processor time of this process, which the system counts in hundredths of a second} */
    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Keeps commands in flight until its time is over, from their completions. On the client's loop. */
    private static final class Load {
        private final QmpClient client;
        private final long end;
        private final CompletableFuture<Long> over = new CompletableFuture<>();
        private long commands;
        private int inFlight;

        Load(QmpClient client, long end) {
            this.client = client;
            this.end = end;
        }

        long run(int depth) {
            client.loop().execute(() -> {
                inFlight = depth;
                for (int i = 0; i < depth; i++) {
                    next();
                }
            });
            return over.join();
        }

        private void next() {
            client.execute("query-status", QmpObject.EMPTY).whenComplete((result, failure) -> {
                if (failure != null) {
                    over.completeExceptionally(failure);
                    return;
                }
                commands++;
                if (System.nanoTime() < end) {
                    next();
                } else if (--inFlight == 0) {
                    over.complete(commands);
                }
            });
        }
    }
}
