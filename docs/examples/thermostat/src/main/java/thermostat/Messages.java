package thermostat;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.api.type.Nothing;

/** What a thermostat and its clients say to each other. */
public final class Messages {
    private Messages() {}

    /** Returns the target. */
    @CommandName("__org.example_query-target")
    public record QueryTarget() implements Command<Target> {}

    /** Changes the target, in degrees Celsius. */
    @CommandName("__org.example_set-target")
    public record SetTarget(double celsius) implements Command<Nothing> {}

    /** The temperature that the room should have. */
    public record Target(double celsius) {}

    /** The target has changed; sent once a second at most, the last one always. */
    @EventName("__org.example_TARGET_CHANGED")
    @RateLimit(millis = 1000)
    public record TargetChanged(double celsius) implements EventData {}
}
