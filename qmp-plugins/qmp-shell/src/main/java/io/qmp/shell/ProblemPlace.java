package io.qmp.shell;

import io.qmp.api.schema.SchemaViolation;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the place in a line where a value violates the introspection. */
final class ProblemPlace {
    private ProblemPlace() {}

    static Problem of(ShellLine line, String prefix, SchemaViolation violation) {
        String path = violation.path().startsWith(prefix) ? violation.path().substring(prefix.length()) : "";
        Word command = line.command().orElseThrow();
        String message = path.isEmpty() ? violation.message() : path.substring(1) + ": " + violation.message();
        return unknownMember(line.arguments(), path, violation.message())
                .map(argument -> Problem.at(key(argument), message))
                .or(() -> holder(line.arguments(), path).map(argument -> Problem.at(place(argument), message)))
                .orElseGet(() -> Problem.at(command, message));
    }

    /** {@return the argument that gives a member which the message says does not exist} */
    private static Optional<Argument> unknownMember(List<Argument> arguments, String path, String message) {
        return arguments.stream()
                .filter(argument -> {
                    String own = text(argument);
                    if (!own.startsWith(path + ".")) {
                        return false;
                    }
                    String name = own.substring(path.length() + 1).split("[.\\[]", 2)[0];
                    return message.startsWith("there is no member '" + name + "'");
                })
                .findFirst();
    }

    /** {@return the argument whose value is at a path or around it, or the last within it} */
    private static Optional<Argument> holder(List<Argument> arguments, String path) {
        return arguments.stream()
                .filter(argument -> isPrefix(text(argument), path))
                .max(Comparator.comparingInt(argument -> text(argument).length()))
                .or(() -> path.isEmpty()
                        ? Optional.empty()
                        : arguments.stream()
                                .filter(argument -> isPrefix(path, text(argument)))
                                .reduce((first, last) -> last));
    }

    private static boolean isPrefix(String path, String of) {
        return of.startsWith(path)
                && (of.length() == path.length() || of.charAt(path.length()) == '.' || of.charAt(path.length()) == '[');
    }

    private static String text(Argument argument) {
        StringBuilder text = new StringBuilder();
        argument.path().forEach(text::append);
        return text.toString();
    }

    private static Word key(Argument argument) {
        return argument.word()
                .until(argument.value().start() - 1 - argument.word().start());
    }

    private static Word place(Argument argument) {
        return argument.value().text().isEmpty() ? argument.word() : argument.value();
    }
}
