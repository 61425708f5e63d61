package io.qmp.plugin.machine.door;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/**
 * A command of the human monitor.
 *
 * @param group the prefix of its name: empty, or {@code info} and a blank
 * @param name its name, or its names with bars between them
 * @param parameters what it takes, for people
 * @param help what it does, for people
 * @param parser makes an action of its arguments
 */
record HmpCommand(String group, String name, String parameters, String help, Parser parser) {
    /** Makes an action of arguments. */
    interface Parser {
        /**
         * {@return what is to be done}
         *
         * @throws BadLine if the arguments are wrong
         */
        Action parse(Cursor arguments);
    }

    /** The action of a line. */
    interface Action {
        /** {@return completes with what is printed} */
        CompletionStage<String> run();
    }

    /** A command without a group. */
    HmpCommand(String name, String parameters, String help, Parser parser) {
        this("", name, parameters, help, parser);
    }

    boolean isCalled(String word) {
        return Arrays.asList(name.split("\\|")).contains(word);
    }

    String usage() {
        return group + name + " " + parameters + " -- " + help + "\n";
    }
}
