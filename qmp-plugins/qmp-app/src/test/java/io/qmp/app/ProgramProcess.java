package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program of the image as a process that serves many clients on a unix socket, and what the system says of it. */
final class ProgramProcess implements AutoCloseable {
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)$");
    private static final Pattern MOST_MEMORY = Pattern.compile("(?m)^VmHWM:\\s+(\\d+) kB$");
    /** Each collection compacts, so that none leaves garbage that would count as live. */
    private static final String HEAP = "-Xmx192m -XX:MarkSweepAlwaysCompactCount=1";

    private static final int TRIES = 10_000;

    private final Process process;
    private final Path socket;

    private ProgramProcess(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    /**
     * What a process has.
     *
     * @param heap live bytes, after a full collection
     * @param descriptors open files, except for jars, which the JVM opens when it first needs one
     * @param threads threads, the JVM's own included
     * @param mostMemory the most resident bytes that there have been
     */
    record Usage(long heap, long descriptors, long threads, long mostMemory) {
        @Override
        public String toString() {
            return heap / 1024 + " KiB live, " + descriptors + " descriptors, " + threads + " threads, at most "
                    + (mostMemory >> 20) + " MiB resident";
        }
    }

    /** A step that may fail as input and output do. */
    interface Step {
        void run() throws IOException;
    }

    /** Starts the program; it listens when this returns. */
    static ProgramProcess start(Path socket) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("qmp.image") + "/bin/qmp",
                "serve",
                "-qmp",
                "unix:" + socket + ",server=on,wait=off,clients=100000");
        builder.environment().merge("QMP_JAVA_OPTS", HEAP, (old, more) -> old + " " + more);
        Process process = builder.redirectErrorStream(true).start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        if (line == null || !line.contains(socket.toString())) {
            process.destroyForcibly();
            throw new AssertionError("the program does not say that it listens, but: " + line);
        }
        return new ProgramProcess(process, socket);
    }

    Path socket() {
        return socket;
    }

    Usage usage() throws IOException {
        String pid = Long.toString(process.pid());
        String histogram = run(System.getProperty("java.home") + "/bin/jcmd", pid, "GC.class_histogram");
        String status = Files.readString(Path.of("/proc", pid, "status"));
        return new Usage(
                number(TOTAL, histogram),
                descriptors(),
                count(Path.of("/proc", pid, "task")),
                number(MOST_MEMORY, status) * 1024);
    }

    /** {@return the usage once there are so many descriptors, for which clients come and go if there are not yet} */
    Usage usageWithDescriptors(long descriptors, Step comeAndGo) throws IOException {
        for (int i = 0; i < TRIES && descriptors() != descriptors; i++) {
            comeAndGo.run();
        }
        return usage();
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in: " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private long descriptors() throws IOException {
        return OpenFiles.of(process.pid()).stream()
                .filter(file -> !file.toString().endsWith(".jar"))
                .count();
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.count();
        }
    }

    private static String run(String... command) throws IOException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
