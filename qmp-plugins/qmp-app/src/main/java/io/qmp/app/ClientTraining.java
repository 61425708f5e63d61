package io.qmp.app;

import io.qmp.app.archive.ArchiveJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Clients of a server that runs in a JVM of its own, so that its classes are not loaded here. */
final class ClientTraining {
    private final Program tools = Main.program(OutputStream.nullOutputStream());
    private final String address;

    private ClientTraining(String address) {
        this.address = address;
    }

    /**
     * Starts a server, has clients do something, and ends the server.
     *
     * @param socket where it listens
     * @param use what the clients do
     */
    static void run(Path socket, Consumer<ClientTraining> use) throws IOException, InterruptedException {
        String address = "unix:" + socket;
        Process server = ArchiveJvm.ofThisProcess()
                .launched(List.of(Main.class.getName(), "serve", "-qmp", address + ",server=on,wait=off,clients=5"))
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        try {
            server.inputReader().readLine(); // that it listens
            use.accept(new ClientTraining(address));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    /** Calls the tools that scripts call. */
    void useTools() {
        tools.run("--version");
        tools.run("exec", "--help");
        tools.run("exec", address, "query-status");
        tools.run("exec", address, "query-qmp-schema", "--timeout", "60");
        tools.run("schema", address);
        Thread events = new Thread(() -> tools.run("events", address, "--count", "1"));
        events.start();
        while (events.isAlive()) { // until it has seen one
            tools.run("exec", address, "stop");
            tools.run("exec", address, "cont");
        }
    }

    /** Types at a shell: a command with completion, and the end. */
    void useShell() {
        Typist typist = new Typist(List.of("query-sta\t\n", "exit\n"), OutputStream.nullOutputStream());
        Main.program(typist.keys(), typist).run("shell", address);
    }
}
