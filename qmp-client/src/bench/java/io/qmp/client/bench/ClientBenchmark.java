package io.qmp.client.bench;

import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.client.bench.Row.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the client beside a generator in C, by turns, against a server that answers without thinking:
 * {@code DIRECTORY [ROUNDS [SECONDS [ROW…]]]}, where {@code docs/bench/measure --compile DIRECTORY} has put the
 * programs {@code load} and {@code floor}.
 *
 * <p>With two cores or more the server has the first, and both clients the second. Prints medians; the context switches
 * of the client for a thousand units tell how often a thread waits for another, whatever else the machine does.
 */
public final class ClientBenchmark {
    /** So many clients come before the first one that is measured: for each of them the JVM compiles anew. */
    private static final int WARM_UPS = 8;

    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final boolean PINNED = Runtime.getRuntime().availableProcessors() > 1;

    private final Path tools;
    private final Duration time;
    private final Path directory;
    private final Map<Row, List<Figures>> figures = new EnumMap<>(Row.class);

    private ClientBenchmark(Path tools, Duration time) throws IOException {
        this.tools = tools;
        this.time = time;
        this.directory = Files.createTempDirectory("qmp-bench");
    }

    private record Figures(double perSecond, double microseconds, double switches, double cPerSecond) {
        double ratio() {
            return perSecond / cPerSecond;
        }
    }

    /**
     * Measures.
     *
     * @param args see above
     * @throws Exception if a tool fails
     */
    public static void main(String... args) throws Exception {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Duration time = Duration.ofSeconds(args.length > 2 ? Integer.parseInt(args[2]) : 3);
        List<Row> rows =
                args.length > 3 ? Arrays.stream(args).skip(3).map(Row::valueOf).toList() : List.of(Row.values());
        ClientBenchmark benchmark = new ClientBenchmark(Path.of(args[0]), time);
        if (PINNED) {
            run(
                    "taskset",
                    "-a",
                    "-p",
                    "-c",
                    "1",
                    Long.toString(ProcessHandle.current().pid()));
        }
        for (int i = 0; i < WARM_UPS; i++) {
            for (Row row : rows) {
                benchmark.client(row, WARM_UP);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Row row : rows) {
                benchmark.measure(row);
            }
        }
        benchmark.print();
    }

    private void measure(Row row) throws IOException, InterruptedException {
        double c = generator(row);
        Figures measured = client(row, time);
        figures.computeIfAbsent(row, key -> new ArrayList<>())
                .add(new Figures(measured.perSecond(), measured.microseconds(), measured.switches(), c));
    }

    /** What the client does in a second, and the time of CPU that each takes. */
    private Figures client(Row row, Duration howLong) throws IOException, InterruptedException {
        Process floor = floor(row);
        try {
            QmpClient client = QmpClient.builder()
                    .outOfBand(false)
                    .connectWithin(Duration.ofSeconds(5))
                    .connect(QmpAddress.unix(socket()))
                    .toCompletableFuture()
                    .join();
            Meter meter = new Meter();
            long[] cpu = new long[2];
            long[] counted = new long[2];
            long[] switches = new long[2];
            Thread clock = new Thread(() -> {
                pause(Duration.ofMillis(500)); // begins while the client works already
                cpu[0] = cpuNanos();
                switches[0] = contextSwitches();
                counted[0] = meter.total();
                pause(howLong);
                cpu[1] = cpuNanos();
                switches[1] = contextSwitches();
                counted[1] = meter.total();
                meter.stop();
            });
            clock.start();
            row.run(client, meter);
            clock.join();
            client.close().toCompletableFuture().join();
            double count = counted[1] - counted[0];
            return new Figures(
                    count / howLong.toMillis() * 1000,
                    (cpu[1] - cpu[0]) / count / 1000,
                    (switches[1] - switches[0]) * 1000 / count,
                    1);
        } finally {
            floor.destroy();
            floor.waitFor();
            Files.deleteIfExists(socket());
        }
    }

    /** What the generator in C does in a second. */
    private double generator(Row row) throws IOException, InterruptedException {
        Process floor = floor(row);
        try {
            List<String> command = new ArrayList<>(List.of(tool("load"), "commands", "--warm", "0.5", "--seconds"));
            command.add(Long.toString(time.toSeconds()));
            command.addAll(row.load);
            command.add(socket().toString());
            String json = run(pinned("1", command));
            return number(json, row.eventRate.isEmpty() ? "count" : "events") / number(json, "seconds");
        } finally {
            floor.destroy();
            floor.waitFor();
            Files.deleteIfExists(socket());
        }
    }

    private Process floor(Row row) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("floor")));
        if (!row.eventRate.isEmpty()) {
            command.addAll(List.of("--events", row.eventRate));
        }
        command.add(socket().toString());
        Process floor = new ProcessBuilder(pinned("0", command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (floor.isAlive() && !Files.exists(socket())) {
            Thread.onSpinWait();
        }
        return floor;
    }

    private void print() {
        System.out.printf(
                Locale.ROOT, "%-50s %12s %8s %9s %10s%n", "median of", "/s", "µs CPU", "switches", "ratio to C");
        figures.forEach((row, all) -> System.out.printf(
                Locale.ROOT,
                "%-50s %12.0f %8.2f %9.2f %10.3f   (%.3f to %.3f)%n",
                row.title,
                median(all.stream().mapToDouble(Figures::perSecond).toArray()),
                median(all.stream().mapToDouble(Figures::microseconds).toArray()),
                median(all.stream().mapToDouble(Figures::switches).toArray()),
                median(all.stream().mapToDouble(Figures::ratio).toArray()),
                all.stream().mapToDouble(Figures::ratio).min().orElseThrow(),
                all.stream().mapToDouble(Figures::ratio).max().orElseThrow()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private Path socket() {
        return directory.resolve("qmp");
    }

    private String tool(String name) {
        return tools.resolve(name).toString();
    }

    private static List<String> pinned(String core, List<String> command) {
        List<String> all = new ArrayList<>(PINNED ? List.of("taskset", "-c", core) : List.of());
        all.addAll(command);
        return all;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        return run(List.of(command));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
        return output;
    }

    private static double number(String json, String name) {
        Matcher matcher = Pattern.compile('"' + name + "\": ([0-9.]+)").matcher(json);
        if (!matcher.find()) {
            throw new UncheckedIOException(new IOException("no " + name + " in " + json));
        }
        return Double.parseDouble(matcher.group(1));
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** How often the threads of this process have given up the core, or have lost it; 0 without {@code /proc}. */
    private static long contextSwitches() {
        long all = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                all += Files.readAllLines(thread.resolve("status")).stream()
                        .filter(line -> line.contains("ctxt_switches"))
                        .mapToLong(line -> Long.parseLong(
                                line.substring(line.indexOf(':') + 1).trim()))
                        .sum();
            }
        } catch (IOException e) {
            return 0; // no such file system, or a thread that has just ended
        }
        return all;
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
