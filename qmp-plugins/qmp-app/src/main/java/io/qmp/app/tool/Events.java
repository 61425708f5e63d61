package io.qmp.app.tool;

import io.qmp.api.message.Event;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.option.Numbers;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.client.EventNotice;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code qmp events}: prints events as they happen. */
final class Events implements Subcommand {
    private static final String COUNT = "--count";

    @Override
    public String name() {
        return "events";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
        spec.addPositional(Peer.positional());
        spec.addPositional(PositionalParamSpec.builder()
                .index("1..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("NAME")
                .description("Which events; all if none is named.")
                .build());
        spec.addOption(OptionSpec.builder(COUNT)
                .type(String.class)
                .paramLabel("N")
                .description("Ends after so many.")
                .build());
        spec.addOption(CommonOptions.timeout());
        spec.usageMessage()
                .header("Prints events as they happen.")
                .description(
                        "Each is a line of JSON. Ends with status 0 after --count events, with 5 when the connection"
                                + " ends. That the reader of the output has gone is noticed with the next event.");
        return spec;
    }

    @Override
    public void run(ParseResult parsed, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(parsed.matchedPositionalValue(0, ""));
        String[] names = parsed.matchedPositionalValue(1, List.<String>of()).toArray(String[]::new);
        long count = Optional.ofNullable(parsed.<String>matchedOptionValue(COUNT, null))
                .map(text -> Numbers.positive(text, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        // Subscribed on the loop, where the client becomes ready: no event is missed in between.
        var subscribed = peer.connect(QmpClient.builder(), CommonOptions.timeout(parsed))
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
        Json json = new Json(WireCodec.installed(), false);
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
