package io.qmp.mux.policy;

import io.qmp.api.Experimental;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which commands, perhaps with which arguments.
 *
 * <p>In names and values, {@code *} stands for any characters. An argument is named by its path, such as {@code
 * options.driver}; a path leads through arrays to all their elements. A value that is no string is compared in the form
 * that JSON has for it.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Rule {
    private final Glob commands;
    private final Map<String, List<Glob>> arguments;
    private final Decision allows;
    private final Decision denies;

    private Rule(Glob commands, Map<String, List<Glob>> arguments) {
        this.commands = commands;
        this.arguments = arguments;
        this.allows = new Decision(true, "allowed: " + this);
        this.denies = new Decision(false, "denied: " + this);
    }

    /** {@return a rule for commands, whatever their arguments are} */
    public static Rule of(String commands) {
        return new Rule(Glob.of(commands), Map.of());
    }

    /**
     * {@return this rule, for those of its commands of which an argument has one of some values}
     *
     * @param path the path of the argument
     * @param values the values
     */
    public Rule with(String path, String... values) {
        Map<String, List<Glob>> more = new LinkedHashMap<>(arguments);
        more.put(path, Stream.of(values).map(Glob::of).toList());
        return new Rule(commands, more);
    }

    /** {@return the decision that this rule makes when it allows} */
    Decision allows() {
        return allows;
    }

    /** {@return the decision that this rule makes when it denies} */
    Decision denies() {
        return denies;
    }

    /** {@return whether this rule is for the command with any arguments} */
    boolean isForAll(String command) {
        return arguments.isEmpty() && commands.matches(command);
    }

    /** {@return whether this rule is for the command with some arguments} */
    boolean isForSome(String command) {
        return commands.matches(command);
    }

    /** {@return whether a value of each argument that is named matches: for rules that forbid} */
    boolean coversSome(Request request) {
        return commands.matches(request.command()) && (arguments.isEmpty() || hasSome(request));
    }

    private boolean hasSome(Request request) {
        return arguments.entrySet().stream()
                .allMatch(argument -> values(request.arguments(), argument.getKey())
                        .anyMatch(value -> matches(argument.getValue(), value)));
    }

    /** {@return whether each argument that is named is there, and all its values match: for rules that allow} */
    boolean coversAll(Request request) {
        return commands.matches(request.command()) && (arguments.isEmpty() || hasAll(request));
    }

    private boolean hasAll(Request request) {
        return arguments.entrySet().stream().allMatch(argument -> {
            List<QmpValue> found =
                    values(request.arguments(), argument.getKey()).toList();
            return !found.isEmpty() && found.stream().allMatch(value -> matches(argument.getValue(), value));
        });
    }

    private static boolean matches(List<Glob> globs, QmpValue value) {
        String text = value instanceof QmpString string ? string.value() : value.toString();
        return globs.stream().anyMatch(glob -> glob.matches(text));
    }

    private static Stream<QmpValue> values(QmpValue within, String path) {
        if (within instanceof QmpArray array) {
            return array.elements().stream().flatMap(element -> values(element, path));
        }
        if (path.isEmpty()) {
            return Stream.of(within);
        }
        if (!(within instanceof QmpObject object)) {
            return Stream.empty();
        }
        int dot = path.indexOf('.');
        QmpValue member = object.get(dot < 0 ? path : path.substring(0, dot));
        return member == null || member instanceof QmpNull
                ? Stream.empty()
                : values(member, dot < 0 ? "" : path.substring(dot + 1));
    }

    /** {@return the rule for people and for the audit, such as {@code migrate uri=tcp:*}} */
    @Override
    public String toString() {
        return arguments.entrySet().stream()
                .map(argument -> " " + argument.getKey() + "="
                        + argument.getValue().stream().map(Glob::text).collect(Collectors.joining("|")))
                .collect(Collectors.joining("", commands.text(), ""));
    }
}
