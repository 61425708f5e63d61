package io.qmp.client;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.type.Nothing;
import org.jspecify.annotations.Nullable;

/** Commands and events as a plugin would describe them. */
public final class TestCommands {
    private TestCommands() {}

    /** A command. */
    @CommandName("echo")
    public record Echo(String text, @Nullable Long times) implements Command<Echoed> {}

    /** What it returns. */
    public record Echoed(String text) {}

    /** A command that ends the machine. */
    @CommandName("quit")
    public record Quit() implements Command<Nothing> {}

    /** An event whose type is hard to please. */
    @EventName("COUNTED")
    public record Counted(long number) implements EventData {
        /** Refuses what is no number. */
        public Counted {
            if (number < 0) {
                throw new IllegalArgumentException("less than none");
            }
        }
    }

    /** An event. */
    @EventName("SHUTDOWN")
    public record Shutdown(boolean guest, String reason) implements EventData {}
}
