package io.qmp.plugin.machine.door;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Commands of the human monitor, sorted by name.
 *
 * @param commands the commands
 */
record HmpTable(List<HmpCommand> commands) {
    HmpTable {
        commands =
                commands.stream().sorted(Comparator.comparing(HmpCommand::name)).toList();
    }

    Optional<HmpCommand> find(String name) {
        return commands.stream().filter(command -> command.isCalled(name)).findFirst();
    }

    String usage() {
        return commands.stream().map(HmpCommand::usage).collect(Collectors.joining());
    }
}
