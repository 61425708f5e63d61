package io.qmp.app;

import io.qmp.app.archive.ClassArchive;
import io.qmp.app.process.ExitLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Does once what users do first, so that a JVM can write down which classes that takes: a server runs, and each tool
 * is a client of it. The main class of such a JVM.
 */
final class Training {
    private final Program tools;
    private final String address;
    private final CountDownLatch listening = new CountDownLatch(1);

    private Training(Program tools, String address) {
        this.tools = tools;
        this.address = address;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ExitLimit limit = new ExitLimit();
        limit.install();
        Path directory = Files.createTempDirectory("qmp");
        new Training(Main.program(OutputStream.nullOutputStream()), "unix:" + directory.resolve("socket")).run();
        Files.delete(directory);
        ClassArchive.makeIfMissing(); // it is being made: this looks at what is there
        limit.exit(0);
    }

    private void run() throws InterruptedException {
        Thread server = new Thread(this::serve);
        server.start();
        listening.await();
        Thread events = new Thread(() -> tools.run("events", address, "--count", "1"));
        events.start();
        tools.run("--version");
        tools.run("exec", "--help");
        tools.run("exec", address, "query-status");
        tools.run("exec", address, "query-qmp-schema", "--timeout", "60");
        tools.run("schema", address);
        shell();
        tools.run("exec", address, "stop");
        tools.run("exec", address, "quit");
        server.join();
        events.join();
    }

    /** Types at a shell: a command with completion, and the end. */
    private void shell() {
        Typist typist = new Typist(List.of("query-sta\t\n", "exit\n"), OutputStream.nullOutputStream());
        Main.program(typist.keys(), typist).run("shell", address);
    }

    private void serve() {
        OutputStream firstLine = new OutputStream() {
            @Override
            public void write(int octet) {
                listening.countDown();
            }
        };
        Main.program(firstLine).run("serve", "--commands", "qemu", "-qmp", address + ",server=on,wait=off,clients=5");
        listening.countDown(); // also if it could not start
    }
}
