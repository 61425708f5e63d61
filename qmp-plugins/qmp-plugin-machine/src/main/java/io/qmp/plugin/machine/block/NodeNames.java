package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names nodes. */
final class NodeNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");
    private static final int LONGEST = 31;

    private long generated;

    /**
     * {@return the name of a new node}
     *
     * @param given the name in the options; if absent, a name is generated
     * @param taken whether a node has that name
     */
    String choose(@Nullable String given, Predicate<String> taken) {
        if (given == null) {
            return String.format("#block%03d", generated++);
        } else if (!NAME.matcher(given).matches()) {
            throw CommandFailedException.generic("Invalid node-name: '" + given + "'");
        } else if (taken.test(given)) {
            throw CommandFailedException.generic("Duplicate nodes with node-name='" + given + "'");
        } else if (given.length() > LONGEST) {
            throw CommandFailedException.generic("Node name too long");
        }
        return given;
    }
}
