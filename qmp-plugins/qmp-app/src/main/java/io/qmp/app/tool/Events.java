package io.qmp.app.tool;

import io.qmp.api.message.Event;
import io.qmp.app.option.Numbers;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.EventNotice;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.util.List;

/** {@code qmp events}: prints events as they happen. */
final class Events implements Tool {
    private static final Syntax.Option COUNT = new Syntax.Option("--count", "N", "Ends after so many.");

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "Prints events as they happen.",
                "Each is a line of JSON. Ends with status 0 after --count events, with 5 when the connection"
                        + " ends. That the reader of the output has gone is noticed with the next event.",
                List.of(
                        Peer.PARAMETER,
                        new Syntax.Parameter("NAME", Syntax.Count.ANY, "Which events; all if none is named.")),
                List.of(COUNT, CommonOptions.TIMEOUT, CommonOptions.VERBOSE));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        String[] names = line.parametersFrom(1).toArray(String[]::new);
        long count = line.value(COUNT)
                .map(text -> Numbers.positive(text, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        // Subscribed on the loop, where the client becomes ready: no event is missed in between.
        var subscribed = Clients.of(line, environment)
                .connect(peer)
                .thenApply(client -> new Subscribed(client, client.subscribe(names)));
        Subscribed source = Waiting.await(subscribed);
        try {
            print(source.events(), count, environment);
        } finally {
            source.client().blocking().close();
        }
    }

    private record Subscribed(QmpClient client, EventSubscription<Event> events) {}

    private static void print(EventSubscription<Event> events, long count, ProcessEnvironment environment) {
        Json json = new Json(Clients.CODEC, false);
        long left = count;
        for (EventNotice<Event> notice : events) {
            if (notice instanceof EventNotice.Happened<Event> happened) {
                environment.out().print(json.text(happened.event()));
                if (--left == 0) {
                    return;
                }
            } else if (notice instanceof EventNotice.Gap<Event> gap) {
                environment.err().println("qmp: " + gap.events() + " events are missing here: " + gap.reason());
            }
        }
    }
}
