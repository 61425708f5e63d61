package io.qmp.app.tool;

import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.message.Event;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Output;
import io.qmp.client.EventBuffer;
import io.qmp.client.EventNotice;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.options.OptionPart;
import io.qmp.program.ToolLine;
import io.qmp.shell.EventFilter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The event for which {@code --wait-event} waits. */
final class EventWait {
    private static final Duration NO_LIMIT = Duration.ofDays(10_000);

    private final String text;
    private final EventFilter filter;
    private final String command;
    private final Duration limit;
    private @Nullable EventSubscription<Event> events;

    private EventWait(String text, EventFilter filter, String command, Duration limit) {
        this.text = text;
        this.filter = filter;
        this.command = command;
        this.limit = limit;
    }

    /**
     * {@return the event that a command line names}
     *
     * @throws OptionException if it is of another form
     */
    static EventWait of(ToolLine line) {
        String text = line.value(Exec.WAIT_EVENT).orElseThrow();
        List<OptionPart> parts = OptionPart.split(text);
        String name = parts.get(0).value();
        if (parts.get(0).key().isPresent() || name.isEmpty()) {
            throw new OptionException(Exec.WAIT_EVENT.name() + " " + text + ": expected NAME[,KEY=VALUE…]");
        }
        List<String> conditions = parts.stream()
                .skip(1)
                .map(part -> part.key().map(key -> key + "=").orElse("") + part.value())
                .toList();
        return new EventWait(
                text,
                OptionException.translate(() -> EventFilter.of(List.of(name), conditions, Clients.CODEC)),
                line.parameter(1),
                CommonOptions.timeout(line).orElse(NO_LIMIT));
    }

    /** Keeps the event, if it comes from now on. */
    void subscribe(QmpClient client) {
        events = client.subscribe(filter::matches, EventBuffer.DEFAULT);
    }

    /**
     * Waits for the event and prints it.
     *
     * @throws CommandTimeoutException if it does not come in time
     */
    void print(Output out) throws InterruptedException {
        EventNotice<Event> notice = Objects.requireNonNull(events)
                .poll(limit)
                .orElseThrow(() -> new CommandTimeoutException(command, limit, text + " did not come"));
        if (notice instanceof EventNotice.Happened<Event> happened) {
            out.print(new Json(Clients.CODEC, false).text(happened.event()));
        }
    }
}
