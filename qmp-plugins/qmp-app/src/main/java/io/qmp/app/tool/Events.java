package io.qmp.app.tool;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.app.option.Numbers;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Colors;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import io.qmp.app.process.Waiting;
import io.qmp.client.EventBuffer;
import io.qmp.client.EventListener;
import io.qmp.client.EventNotice;
import io.qmp.client.EventNotice.Gap.Reason;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.client.QmpClientBuilder;
import io.qmp.client.ReconnectPolicy;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.shell.EventFilter;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code qmp events}: prints events as they happen. */
final class Events implements Tool {
    private static final Syntax.Option COUNT = new Syntax.Option("--count", "N", "Ends after so many.");
    private static final Syntax.Option NAME =
            new Syntax.Option("--name", "PATTERN", "Which events, as NAME; may be given more than once.", true);
    private static final Syntax.Option TEXT =
            new Syntax.Option("--text", "", "Prints time, name and data in a line for people.");
    private static final Syntax.Option RECONNECT =
            new Syntax.Option("--reconnect", "", "Connects again when the connection ends, without limit.");
    private static final Duration WITHOUT_LIMIT = Duration.ofDays(10_000);

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Prints events as they happen.",
                        "Each is a line of JSON. Where events are missing, or the connection was made again, standard"
                                + " error has a line. Ends with status 0 after --count events, with 5 when the"
                                + " connection ends. That the reader of the output has gone is noticed with the next"
                                + " event.",
                        List.of(
                                Peer.PARAMETER,
                                new Syntax.Parameter(
                                        "NAME|KEY=VALUE",
                                        Syntax.Count.ANY,
                                        "Which events: one of the names, in which * and ? are wildcards, and all of the"
                                                + " values in the data; all events if nothing is given.")),
                        List.of(NAME, COUNT, TEXT, RECONNECT, CommonOptions.TIMEOUT, CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example(
                                "qmp events unix:/run/vm.sock 'JOB_*' id=backup0", "prints what happens to one job"),
                        new Syntax.Example(
                                "qmp events unix:/run/vm.sock SHUTDOWN --count 1",
                                "waits until the machine shuts down"));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        EventFilter filter = filter(line);
        long count = line.value(COUNT)
                .map(text -> Numbers.positive(text, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        CompletableFuture<EventSubscription<Event>> events = new CompletableFuture<>();
        QmpClient client = Waiting.await(Clients.of(line, environment)
                .connect(
                        peer,
                        settings -> (line.has(RECONNECT) ? reconnecting(settings, environment.err()) : settings)
                                .beforeConnecting(made ->
                                        events.complete(made.subscribe(filter::matches, EventBuffer.DEFAULT)))));
        try {
            print(events.join(), count, line.has(TEXT), environment);
        } finally {
            client.blocking().close();
        }
    }

    private static EventFilter filter(ToolLine line) {
        List<String> names = new ArrayList<>(line.values(NAME));
        List<String> conditions = new ArrayList<>();
        line.parametersFrom(1).forEach(word -> (word.contains("=") ? conditions : names).add(word));
        return OptionException.translate(() -> EventFilter.of(names, conditions, Clients.CODEC));
    }

    private static QmpClientBuilder reconnecting(QmpClientBuilder client, PrintStream err) {
        return client.reconnect(ReconnectPolicy.within(WITHOUT_LIMIT)).eventListener(new EventListener() {
            @Override
            public void event(Event event) {
                // the subscription has it
            }

            @Override
            public void lost(QmpException cause) {
                err.println("qmp: " + cause.getMessage() + "\nqmp: connecting again");
            }
        });
    }

    private static void print(
            EventSubscription<Event> events, long count, boolean text, ProcessEnvironment environment) {
        Json json = new Json(Clients.CODEC, false);
        Colors colors = Colors.of(environment, Terminals.OUTPUT);
        long left = count;
        for (EventNotice<Event> notice : events) {
            if (notice instanceof EventNotice.Happened<Event> happened) {
                environment.out().print(text ? line(happened.event(), json, colors) : json.text(happened.event()));
                if (--left == 0) {
                    return;
                }
            } else if (notice instanceof EventNotice.Gap<Event> gap) {
                environment.err().println("qmp: " + missing(gap));
            }
        }
    }

    private static String missing(EventNotice.Gap<Event> gap) {
        return gap.reason() == Reason.RECONNECTED
                ? "connected again; events may be missing here"
                : gap.events() + " events are missing here: " + gap.reason();
    }

    private static String line(Event event, Json json, Colors colors) {
        Timestamp time = event.timestamp();
        boolean bare = event.data().members().isEmpty();
        return colors.faint(time.isKnown() ? time.toInstant().toString() : "-") + " " + colors.name(event.name())
                + (bare ? "" : " " + json.text(event.data())) + "\n";
    }
}
