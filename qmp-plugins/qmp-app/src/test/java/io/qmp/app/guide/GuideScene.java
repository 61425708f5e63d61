package io.qmp.app.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.QmpAddress;
import io.qmp.app.RunningProgram;
import io.qmp.app.SourceTree;
import io.qmp.app.guide.GuidePage.Block;
import io.qmp.client.QmpClient;
import io.qmp.contracts.Certificates;
import io.qmp.testkit.fake.FakeAgent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the blocks of one page run against: a directory that is {@code /run} to the page, and the server that listens at
 * {@code /run/vm.qmp}, unless the page starts it.
 */
final class GuideScene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(50);
    private static final String SOCKET = "vm.qmp";
    private static final Pattern CLIENT = Pattern.compile("\\bclient[.,)]");
    private static final Pattern DECLARED = Pattern.compile("\\bclient (?:=|:|->)");

    /** The server of the guide, as its first page has it. */
    private static final Pattern SERVER = Pattern.compile("(?s)```sh\n(qmp serve .*? &)\n```");

    private final Path run;
    private final GuideSources sources;
    private final GuidePage page;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private final boolean qemu;

    /** Makes a scene without QEMU: what a page shows of it does nothing. */
    GuideScene(GuidePage page, GuideSources sources, Path run) {
        this(page, sources, run, false);
    }

    private GuideScene(GuidePage page, GuideSources sources, Path run, boolean qemu) {
        this.page = page;
        this.sources = sources;
        this.run = run;
        this.qemu = qemu;
    }

    /** {@return a scene in which the command lines of QEMU start it} */
    static GuideScene withQemu(GuidePage page, GuideSources sources, Path run) {
        return new GuideScene(page, sources, run, true);
    }

    /** Runs the blocks in their order, and compares what they print with the text that follows. */
    void play() throws Exception {
        List<Block> blocks =
                page.blocks().stream().filter(block -> block.marker().isEmpty()).toList();
        for (int i = 0; i < blocks.size(); i++) {
            Block next = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
            List<String> expected = next != null
                            && next.language().equals("text")
                            && next.marker().isEmpty()
                    ? next.text().lines().toList()
                    : List.of();
            try {
                compare(expected, play(blocks.get(i), expected.size()));
            } catch (Exception | LinkageError e) {
                throw new AssertionError(page.name() + ":" + blocks.get(i).line() + ": " + e, e);
            } catch (AssertionError e) {
                throw new AssertionError(page.name() + ":" + blocks.get(i).line() + ": " + e.getMessage(), e);
            }
        }
    }

    private static boolean isTalk(Block block) {
        return block.language().equals("text") && Conversation.isIn(block.text());
    }

    private void compare(List<String> expected, List<String> printed) {
        if (!expected.isEmpty()) {
            String pattern = expected.stream()
                    .map(line ->
                            Stream.of(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")))
                    .collect(Collectors.joining("\n"));
            assertThat(String.join("\n", printed).replace(run.toString(), "/run"))
                    .matches(pattern);
        }
    }

    private List<String> play(Block block, int lines) throws Exception {
        if (block.isJava()) {
            return java(block, lines);
        }
        if (isTalk(block)) {
            startServer(SOCKET);
            return Conversation.play(block.text(), run.resolve(SOCKET));
        }
        if (block.language().equals("sh")) {
            List<String> printed = new ArrayList<>();
            for (ShellLine line : ShellLine.of(block.text().replace("/run/", run + "/"))) {
                printed.addAll(shell(line));
            }
            return printed;
        }
        return List.of();
    }

    private List<String> java(Block block, int lines) throws Exception {
        Class<?> type = sources.load(page, block);
        if (block.declaresTypes()) {
            if (!block.text().contains("static void main(")) {
                return List.of();
            }
            startServer(block.text());
            return GuideOutput.of(lines, () -> call(type, null, "main", new Object[] {new String[0]}, String[].class));
        }
        startServer(block.text());
        Object statements = type.getConstructor().newInstance();
        if (!CLIENT.matcher(block.text()).find()
                || DECLARED.matcher(block.text()).find()) {
            return GuideOutput.of(lines, () -> call(type, statements, "run", new Object[0]));
        }
        startServer(SOCKET);
        QmpClient client = connect();
        try {
            type.getField("client").set(statements, client);
            return GuideOutput.of(lines, () -> call(type, statements, "run", new Object[0]));
        } finally {
            client.close().join();
        }
    }

    private QmpClient connect() {
        return QmpClient.builder()
                .connectWithin(PATIENCE)
                .connect(QmpAddress.unix(run.resolve(SOCKET)))
                .join();
    }

    private static void call(Class<?> type, Object target, String name, Object[] arguments, Class<?>... types)
            throws Exception {
        try {
            type.getMethod(name, types).invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Starts what a text needs, if it is not there. */
    private void startServer(String text) {
        try {
            provide(text);
        } catch (Exception e) {
            throw new AssertionError("the scene of " + page.name() + " cannot be set", e);
        }
    }

    private void provide(String text) throws Exception {
        if (text.contains("/run/tls/")) {
            new Certificates(Files.createDirectories(run.resolve("tls")));
        }
        if (text.contains("/run/disk.img")) {
            Files.write(run.resolve("disk.img"), new byte[4096]);
        }
        if (text.contains("vm.qga") && Files.notExists(run.resolve("vm.qga"))) {
            FakeAgent agent = FakeAgent.builder()
                    .address(QmpAddress.unix(run.resolve("vm.qga")))
                    .start();
            agent.stub("guest-get-host-name").returns("{'host-name': 'vm'}");
            agent.stub("guest-get-osinfo").returns("{'id': 'debian'}");
            open.push(agent);
        }
        if (text.contains(SOCKET) && Files.notExists(run.resolve(SOCKET))) {
            Matcher command = SERVER.matcher(SourceTree.read(SourceTree.ROOT.resolve("docs/guide/README.md")));
            assertThat(command.find()).isTrue();
            ShellLine.of(command.group(1).replace("/run/", run + "/")).forEach(this::start);
        }
    }

    private List<String> shell(ShellLine line) {
        if (!line.program().equals("qmp") && !line.program().endsWith("/bin/qmp")) {
            assertThat(line.program()).as("a command that the test knows").isEqualTo("qemu-system-x86_64");
            if (qemu) {
                startQemu(line);
            }
            return List.of();
        }
        if (line.background()) {
            start(line);
            return List.of();
        }
        startServer(String.join(" ", line.words()));
        try (RunningProgram program =
                RunningProgram.start(new ByteArrayInputStream(line.input().getBytes(UTF_8)), line.arguments())) {
            assertThat(program.status()).as(program.standardError()).isEqualTo(line.status());
            return (program.standardOutput() + program.standardError()).lines().toList();
        }
    }

    private void start(ShellLine line) {
        if (!line.words().contains("serve")) {
            startServer(String.join(" ", line.words()));
        }
        RunningProgram program = RunningProgram.start(line.arguments());
        open.push(program);
        assertThat(program.line()).as(program.standardError()).startsWith("listening on ");
    }

    private void startQemu(ShellLine line) {
        try {
            Process process = new ProcessBuilder(line.words())
                    .redirectErrorStream(true)
                    .redirectOutput(run.resolve("qemu.log").toFile())
                    .start();
            open.push(() -> process.destroyForcibly().waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connect().close().join();
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
