package io.qmp.app.shell;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.QmpException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Greeting;
import io.qmp.api.schema.Schema;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.process.Waiting;
import io.qmp.app.shell.ShellPeer.Knowledge;
import io.qmp.client.CallOptions;
import io.qmp.shell.Completion;
import io.qmp.shell.Explanation;
import io.qmp.shell.LineArguments;
import io.qmp.shell.Problem;
import io.qmp.shell.Rendering;
import io.qmp.shell.SchemaCompleter;
import io.qmp.shell.ShellLine;
import io.qmp.shell.ShellSyntax;
import io.qmp.shell.ShellSyntax.Mode;
import io.qmp.shell.ValueSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Executes the lines of one shell. Lines come from one thread. */
public final class ShellSession {
    private static final String HELP = """
            COMMAND KEY=VALUE …        a.b=1 is for a place in an object, a[0]=1 in an array
            COMMAND {…}                arguments as one JSON object
            exec-oob COMMAND …         executed out of band
            transaction( ACTION … )    several actions at once, one a line
            explain COMMAND[.MEMBER]   what the server knows of it
            events on|off|NAME…        which events are shown
            help, exit""";

    /** How long the shell waits at its start for a peer that may be busy, unless there is another limit. */
    private static final Duration LEARNING = Duration.ofSeconds(10);

    /** How many problems of one line are shown: each takes as many lines of the screen as the line itself. */
    private static final int MOST_PROBLEMS = 5;

    private final ShellPeer peer;
    private final WireCodec codec;
    private final ShellOptions options;
    private final Screen screen;
    private final Optional<EventDisplay> events;
    private final LiveValues live;
    private final List<QmpValue> actions = new ArrayList<>();
    private ShellSyntax syntax;
    private Optional<Greeting> greeting = Optional.empty();
    private volatile Knowledge knowledge = Knowledge.NONE;
    private String refused = "";
    private volatile @Nullable CompletableFuture<QmpValue> waiting;

    /**
     * Makes a session.
     *
     * @param peer executes commands
     * @param codec reads and writes JSON
     * @param options what the shell was started with
     * @param screen where results are shown
     * @param events shows events; empty if the peer has none
     */
    public ShellSession(
            ShellPeer peer, WireCodec codec, ShellOptions options, Screen screen, Optional<EventDisplay> events) {
        this.peer = peer;
        this.codec = codec;
        this.options = options;
        this.screen = screen;
        this.events = events;
        this.live = new LiveValues(peer);
        this.syntax = new ShellSyntax(codec, options.hmp() ? Mode.HMP : Mode.COMMAND);
    }

    /**
     * Asks the peer what it knows: by that lines are read, checked, completed and explained.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public void learn() throws InterruptedException {
        greeting = peer.greeting();
        knowledge = Knowledge.NONE;
        try {
            knowledge = Waiting.await(
                    peer.learn(CallOptions.DEFAULT.withHardLimit(options.limit().orElse(LEARNING))));
        } catch (QmpException e) {
            if (endsScript(e)) {
                throw e;
            }
            screen.note("lines are neither checked nor completed: " + e.getMessage());
        }
    }

    /** {@return what the word before the cursor can be completed to} May wait for a third of a second for the peer. */
    public List<Completion> complete(String text, int cursor) {
        Knowledge known = knowledge;
        return known.schema()
                .map(schema -> new SchemaCompleter(schema, live).complete(text, cursor, syntax))
                .orElseGet(() -> known.words().complete(text, cursor));
    }

    /** {@return how the next line is read} */
    public ShellSyntax syntax() {
        return syntax;
    }

    /** {@return what stands before the next line} */
    public String prompt() {
        return switch (syntax.mode()) {
            case COMMAND -> "(QMP) ";
            case TRANSACTION -> "TRANS> ";
            case HMP -> "(HMP) ";
        };
    }

    /** Gives up the wait for a reply; the command may still be carried out. */
    public void giveUp() {
        CompletableFuture<QmpValue> pending = waiting;
        if (pending != null && pending.cancel(false)) {
            screen.above("given up: the command may still be carried out");
        }
    }

    /**
     * Does what a line says.
     *
     * @return whether there may be another line
     * @throws QmpException if nobody is asked, and there is no reply in time or no connection any more
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean run(String text) throws InterruptedException {
        if (text.strip().equals("exit")) {
            return false;
        }
        if (!peer.greeting().equals(greeting)) {
            learn(); // another peer is there since the connection was lost
        }
        if (syntax.mode() == Mode.HMP) {
            if (!text.isBlank()) {
                send(ServerPeer.MONITOR_COMMAND, ServerPeer.arguments(text), false);
            }
        } else if (!isOwn(text.strip())) {
            command(text);
        }
        return true;
    }

    private boolean isOwn(String text) {
        String[] words = text.split("\\s+");
        switch (words[0]) {
            case "help" -> screen.result(HELP);
            case "events" ->
                events.ifPresentOrElse(
                        display -> display.show(List.of(words).subList(1, words.length)),
                        () -> screen.note("guest agents have no events"));
            case "explain" -> explain(words.length > 1 ? words[1] : "");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void explain(String subject) {
        Optional<Schema> schema = knowledge.schema();
        if (schema.isEmpty()) {
            screen.note(
                    peer.greeting().isPresent()
                            ? "the server does not say what it knows"
                            : "guest agents do not say what their commands take: QEMU's documentation does");
            return;
        }
        try {
            screen.result(String.join("\n", Explanation.of(schema.get(), subject)));
        } catch (IllegalArgumentException e) {
            screen.note(String.valueOf(e.getMessage()));
        }
    }

    private void command(String text) throws InterruptedException {
        ShellLine line = ShellLine.parse(text, syntax);
        LineArguments arguments = knowledge
                .schema()
                .map(schema -> LineArguments.read(line, schema))
                .orElseGet(() -> LineArguments.read(line));
        if (line.isBlank() || isRefused(text, line, arguments)) {
            return;
        }
        if (line.isAction()) {
            action(line, arguments);
        } else {
            send(line.command().orElseThrow().text(), arguments.values(), line.outOfBand());
        }
    }

    private boolean isRefused(String text, ShellLine line, LineArguments arguments) {
        boolean readable = arguments.problems().isEmpty();
        boolean again = readable && options.asks() && text.equals(refused);
        List<Problem> problems = knowledge
                .schema()
                .filter(schema -> readable)
                .map(schema -> new SchemaCompleter(schema, ValueSource.NONE).check(line))
                .orElse(arguments.problems());
        refused = "";
        if (problems.isEmpty() || again) {
            return false;
        }
        int indent = options.asks() ? prompt().length() : 0;
        if (!options.asks()) {
            screen.above(text);
        }
        problems.stream().limit(MOST_PROBLEMS).forEach(problem -> screen.above(problem.marked(text, indent)));
        if (problems.size() > MOST_PROBLEMS) {
            screen.above("… " + (problems.size() - MOST_PROBLEMS) + " more problems");
        }
        if (readable && options.asks()) {
            refused = text;
            screen.above("Send the same line again to send it as it is.");
        }
        return true;
    }

    private void action(ShellLine line, LineArguments arguments) throws InterruptedException {
        line.command()
                .ifPresent(name -> actions.add(QmpObject.builder()
                        .put("type", QmpValue.of(name.text()))
                        .put("data", arguments.values())
                        .build()));
        syntax = syntax.with(line.closesTransaction() ? Mode.COMMAND : Mode.TRANSACTION);
        if (line.closesTransaction()) {
            QmpObject all = QmpObject.builder()
                    .put("actions", new QmpArray(List.copyOf(actions)))
                    .build();
            actions.clear();
            send("transaction", all, false);
        }
    }

    private void send(String command, QmpObject arguments, boolean outOfBand) throws InterruptedException {
        if (options.verbose()) {
            screen.above("-> " + command + " " + Rendering.JSON.text(arguments, codec));
        }
        CallOptions call = outOfBand ? CallOptions.OUT_OF_BAND : CallOptions.DEFAULT;
        CompletableFuture<QmpValue> reply = peer.execute(
                command, arguments, options.limit().map(call::withHardLimit).orElse(call));
        waiting = reply;
        try {
            show(reply.get());
            if (command.equals("qmp_capabilities")) {
                learn(); // the peer did not answer before
            }
        } catch (ExecutionException e) {
            failed(e.getCause());
        } catch (CancellationException e) {
            // given up, which the screen shows already
        } finally {
            waiting = null;
            live.forget();
        }
    }

    private void show(QmpValue result) {
        boolean text = syntax.mode() == Mode.HMP && result instanceof QmpString;
        screen.result(
                text
                        ? ((QmpString) result).value().stripTrailing()
                        : options.rendering().text(result, codec));
    }

    /** Lines without anybody who types them may rely on the ones before: without a reply, no more are sent. */
    private boolean endsScript(QmpException failure) {
        return !options.asks()
                && (failure instanceof CommandTimeoutException
                        || failure instanceof ConnectionLostException
                        || failure instanceof WrongStateException);
    }

    private void failed(@Nullable Throwable failure) {
        if (failure instanceof CommandFailedException answer) {
            screen.note(String.valueOf(answer.error()));
        } else if (failure instanceof QmpException known && endsScript(known)) {
            throw known;
        } else if (failure instanceof QmpException || failure instanceof IllegalArgumentException) {
            screen.note(String.valueOf(failure.getMessage()));
        } else {
            throw new IllegalStateException("failed unexpectedly", failure);
        }
    }
}
