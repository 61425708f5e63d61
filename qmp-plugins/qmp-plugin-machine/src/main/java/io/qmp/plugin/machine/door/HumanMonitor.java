package io.qmp.plugin.machine.door;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.CommandFailedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Executes lines of the human monitor. Errors in a line are printed. */
final class HumanMonitor {
    private final HmpCommand info =
            new HmpCommand("info", "[subcommand]", "print information about the machine", this::parseInfo);
    private final HmpCommand help = new HmpCommand("help|?", "[cmd]", "list the commands", this::parseHelp);
    private final HmpTable commands;
    private final HmpTable infos;

    /**
     * Makes a monitor.
     *
     * @param commands its commands, besides {@code help} and {@code info}
     * @param infos the subcommands of {@code info}
     */
    HumanMonitor(List<HmpCommand> commands, List<HmpCommand> infos) {
        this.commands = new HmpTable(
                Stream.concat(commands.stream(), Stream.of(info, help)).toList());
        this.infos = new HmpTable(infos);
    }

    /** {@return completes with what the line prints} */
    CompletionStage<String> execute(String text) {
        Cursor line = new Cursor(text);
        if (line.restIsBlank()) {
            return completedFuture("");
        }
        return find(line)
                .map(command -> run(command, line))
                .orElseGet(() -> completedFuture(unknown(line)))
                .thenApply(output -> output.replace("\n", "\r\n"));
    }

    private static CompletionStage<String> run(HmpCommand command, Cursor line) {
        String called = line.soFar();
        try {
            HmpCommand.Action action = command.parser().parse(line);
            if (!line.restIsBlank()) {
                throw new BadLine(command.name() + ": extraneous characters at the end of line");
            }
            return action.run();
        } catch (BadLine e) {
            return completedFuture(e.getMessage() + "\nTry \"help " + called + "\" for more information\n");
        } catch (CommandFailedException e) {
            return completedFuture("Error: " + e.error().desc() + "\n");
        }
    }

    /** Reads the name of a command, or {@code info} and the name of one of its subcommands. */
    private Optional<HmpCommand> find(Cursor line) {
        Optional<HmpCommand> command = commands.find(line.name());
        boolean isInfo = command.filter(info::equals).isPresent() && !line.restIsBlank();
        return isInfo ? infos.find(line.name()) : command;
    }

    private static String unknown(Cursor line) {
        return "unknown command: '" + line.soFar() + "'\n";
    }

    private HmpCommand.Action parseInfo(Cursor arguments) {
        return () -> completedFuture(infos.usage());
    }

    private HmpCommand.Action parseHelp(Cursor arguments) {
        Cursor topic = arguments.rest();
        return () -> completedFuture(topic.restIsBlank() ? commands.usage() : usage(topic));
    }

    private String usage(Cursor topic) {
        return find(topic)
                .map(command -> command == info ? infos.usage() : command.usage())
                .orElseGet(() -> unknown(topic));
    }
}
