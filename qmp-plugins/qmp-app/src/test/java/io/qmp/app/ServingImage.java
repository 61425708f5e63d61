package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code qmp serve} of the image as a process with a plugin directory, and what it says on standard error. */
final class ServingImage implements AutoCloseable {
    /** In seconds; longer than a busy machine takes for anything here. */
    private static final long LIMIT = 100;

    private final Process process;
    private final Path socket;
    private final BufferedReader errors;
    private final List<String> said = new ArrayList<>();

    private ServingImage(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
        this.errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    }

    /**
     * Starts it.
     *
     * @param socket where it listens
     * @param plugins its plugins
     * @param grace how long its end may take, in seconds
     * @param properties options of the JVM, for the plugins
     */
    static ServingImage start(Path socket, Path plugins, int grace, String... properties) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("qmp.image") + "/bin/qmp",
                "serve",
                "-qmp",
                "unix:" + socket + ",server=on,wait=off,clients=5",
                "--plugins",
                plugins.toString(),
                "--grace",
                Integer.toString(grace));
        builder.environment().put("QMP_JAVA_OPTS", String.join(" ", properties));
        return new ServingImage(builder.start(), socket);
    }

    /** Waits until it listens. */
    ServingImage listening() throws IOException {
        assertThat(process.inputReader().readLine())
                .as(() -> "standard error: " + rest())
                .startsWith("listening on unix:");
        return this;
    }

    /** {@return a client that has negotiated} */
    RawClient client() throws IOException {
        RawClient client = RawClient.connect("unix:" + socket);
        client.read();
        client.ask("{\"execute\": \"qmp_capabilities\"}");
        return client;
    }

    /** Has a command executed and waits until its handler says what it does. */
    void misbehave(String command, Fault fault) throws IOException {
        client().send("{\"execute\": \"__io.qmp_" + command + "\", \"arguments\": {\"fault\": \"" + fault + "\"}}");
        waitFor(fault + " in ");
    }

    /** Waits for a line of standard error. */
    void waitFor(String part) throws IOException {
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            said.add(line);
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("ended before it said '" + part + "', but it said: " + said);
    }

    void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for the end. */
    int status() throws InterruptedException {
        if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("waited " + LIMIT + " s for the end; standard error: " + rest());
        }
        return process.exitValue();
    }

    /** {@return all of standard error, once it has ended} */
    String errors() {
        return rest();
    }

    private String rest() {
        errors.lines().forEach(said::add);
        return String.join("\n", said);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** The ways of the plugin in {@code src/test/plugins/faults} to misbehave. */
    enum Fault {
        THROW,
        HANG,
        SPIN,
        EXIT,
        EXIT_IN_A_THREAD
    }
}
