package io.qmp.testkit.fake;

import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command as a test declares it: its name and perhaps its arguments.
 *
 * @param command the name
 * @param arguments the arguments; {@code null} if they may be any
 */
record Call(String command, @Nullable QmpObject arguments) {
    boolean matches(Request request) {
        return command.equals(request.command()) && (arguments == null || arguments.equals(request.arguments()));
    }

    /** The differences between the arguments and those of a request of the same command, one a line. */
    List<String> differences(Request request) {
        List<String> lines = new ArrayList<>();
        if (arguments != null) {
            compare("arguments", arguments, request.arguments(), lines);
        }
        return lines;
    }

    private static void compare(
            String path, @Nullable QmpValue expected, @Nullable QmpValue actual, List<String> lines) {
        if (expected instanceof QmpObject wanted && actual instanceof QmpObject found) {
            wanted.members().forEach((name, value) -> compare(path + "." + name, value, found.get(name), lines));
            found.members().forEach((name, value) -> {
                if (wanted.get(name) == null) {
                    compare(path + "." + name, null, value, lines);
                }
            });
        } else if (!Objects.equals(expected, actual)) {
            lines.add(path + ": expected " + text(expected) + ", was " + text(actual));
        }
    }

    private static String text(@Nullable QmpValue value) {
        return value == null ? "none" : Json.text(value);
    }

    /** {@return a request as text: its name, and its arguments if there are any} */
    static String text(Request request) {
        return text(request.command(), request.arguments());
    }

    @Override
    public String toString() {
        return arguments == null ? command : text(command, arguments);
    }

    private static String text(String command, QmpObject arguments) {
        return arguments.isEmpty() ? command : command + " " + Json.text(arguments);
    }
}
