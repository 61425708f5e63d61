package consumer;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;

@CommandName("__org.example_greet")
public record Greet(String name) implements Command<Greeted> {}
