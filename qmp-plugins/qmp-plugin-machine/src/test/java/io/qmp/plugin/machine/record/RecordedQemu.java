package io.qmp.plugin.machine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A QEMU with a monitor on its standard streams. */
public final class RecordedQemu implements AutoCloseable {
    private static final WireCodec CODEC = WireCodec.installed();

    /** A program that still runs then hangs, as some devices make it. */
    private static final long LONGEST_SECONDS = 120;

    private final Process process;
    private final Path errors;
    private final BufferedReader replies;
    private final BufferedWriter requests;

    private RecordedQemu(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.replies = process.inputReader(UTF_8);
        this.requests = process.outputWriter(UTF_8);
    }

    /**
     * Starts a QEMU without devices of its own, which does not run yet.
     *
     * @param command the program, and words before its options; separated by blanks
     * @throws QemuRefusal with what the program says if it does not start
     */
    public static RecordedQemu start(String command, List<String> options) {
        try {
            List<String> words = Stream.of(
                            Stream.of(command.split(" ")),
                            options.stream(),
                            Stream.of("-nodefaults", "-display", "none", "-S", "-qmp", "stdio"))
                    .flatMap(part -> part)
                    .toList();
            Path errors = Files.createTempFile("qemu", ".err");
            Process process =
                    new ProcessBuilder(words).redirectError(errors.toFile()).start();
            CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            RecordedQemu qemu = new RecordedQemu(process, errors);
            qemu.line();
            qemu.ask("qmp_capabilities", QmpObject.EMPTY);
            return qemu;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * {@return the result of a command}
     *
     * @throws QemuRefusal with the error
     */
    public QmpValue ask(String command, QmpObject arguments) {
        try {
            QmpObject request = QmpObject.of("execute", QmpValue.of(command), "arguments", arguments);
            requests.write(CODEC.format(request, WireFormat.CLIENT));
            requests.flush();
            while (true) {
                QmpObject reply = (QmpObject) CODEC.parse(line());
                if (reply.get("return") != null) {
                    return Objects.requireNonNull(reply.get("return"));
                }
                if (reply.get("error") instanceof QmpObject error) {
                    throw new QemuRefusal(
                            error.string("class").orElseThrow(),
                            error.string("desc").orElseThrow());
                }
            }
        } catch (IOException e) {
            throw ended(); // it could not take the request, as it has ended before
        }
    }

    /** {@return the objects of a result that is a list} */
    public List<QmpObject> list(String command, QmpObject arguments) {
        return ((QmpArray) ask(command, arguments))
                .elements().stream().map(QmpObject.class::cast).toList();
    }

    /** {@return what the human monitor prints} */
    String print(String line) {
        return ((QmpString) ask("human-monitor-command", QmpObject.of("command-line", QmpValue.of(line)))).value();
    }

    /** {@return the next message} A few types print lines of their own. */
    private String line() throws IOException {
        String line = replies.readLine();
        while (line != null && !line.startsWith("{")) {
            line = replies.readLine();
        }
        if (line == null) {
            throw ended();
        }
        return line;
    }

    /** {@return what it said as it ended: its last error, not the hint that may follow} */
    private QemuRefusal ended() {
        end();
        try {
            List<String> said = new ArrayList<>(Files.readAllLines(errors));
            said.removeIf(each -> each.contains("warning: "));
            String last = said.isEmpty() ? "" : said.get(said.size() - 1);
            return new QemuRefusal(
                    "Ended",
                    said.stream()
                            .filter(each -> each.startsWith("qemu"))
                            .reduce((before, error) -> error)
                            .orElse(last));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        end();
        try {
            Files.deleteIfExists(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end() {
        process.destroyForcibly().onExit().join();
    }
}
