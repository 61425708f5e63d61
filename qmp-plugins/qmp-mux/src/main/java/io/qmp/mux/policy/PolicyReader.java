package io.qmp.mux.policy;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads a policy; what is not of its form fails with the place, such as {@code roles.backup.allow[2]}. */
final class PolicyReader {
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final QmpObject declared;

    private PolicyReader(QmpObject declared) {
        this.declared = declared;
    }

    static Policy policy(QmpObject policy) {
        only(policy, "", "roles", "clients");
        QmpValue roles = policy.get("roles");
        PolicyReader reader = new PolicyReader(roles == null ? QmpObject.EMPTY : object(roles, "roles"));
        reader.declared.members().keySet().forEach(reader::role);
        QmpValue clients = policy.get("clients");
        return new Policy(reader.roles, clients == null ? List.of() : each(clients, "clients", reader::client));
    }

    private Role role(String name) {
        Role known = roles.get(name);
        if (known != null) {
            return known;
        }
        QmpValue described = declared.get(name);
        String place = "roles." + name;
        if (described == null) {
            return Role.known(name).orElseThrow(() -> wrong(place, "there is no such role"));
        }
        if (!open.add(name)) {
            throw wrong(place, "extends itself: " + String.join(", ", open));
        }
        QmpObject role = object(described, place);
        only(role, place, "extends", "allow", "deny", "events");
        Role made =
                begin(name, role, place).allowing(rules(role, place, "allow")).denying(rules(role, place, "deny"));
        QmpValue events = role.get("events");
        if (events != null) {
            made = made.hearing(
                    each(events, place + ".events", PolicyReader::string).toArray(String[]::new));
        }
        open.remove(name);
        roles.put(name, made);
        return made;
    }

    private Role begin(String name, QmpObject role, String place) {
        QmpValue base = role.get("extends");
        return base == null
                ? new Role(name)
                : role(string(base, place + ".extends")).named(name);
    }

    private static List<Rule> rules(QmpObject role, String place, String member) {
        QmpValue rules = role.get(member);
        return rules == null ? List.of() : each(rules, place + "." + member, PolicyReader::rule);
    }

    private static Rule rule(QmpValue value, String place) {
        if (value instanceof QmpString command) {
            return Rule.of(command.value());
        }
        QmpObject described = object(value, place);
        only(described, place, "command", "arguments");
        Rule rule = Rule.of(string(described.get("command"), place + ".command"));
        QmpValue arguments = described.get("arguments");
        if (arguments == null) {
            return rule;
        }
        for (Map.Entry<String, QmpValue> argument :
                object(arguments, place + ".arguments").members().entrySet()) {
            String where = place + ".arguments." + argument.getKey();
            List<String> values = argument.getValue() instanceof QmpArray
                    ? each(argument.getValue(), where, PolicyReader::text)
                    : List.of(text(argument.getValue(), where));
            rule = rule.with(argument.getKey(), values.toArray(String[]::new));
        }
        return rule;
    }

    private ClientRule client(QmpValue value, String place) {
        QmpObject client = object(value, place);
        only(client, place, "listener", "uid", "certificate", "role");
        String role = string(client.get("role"), place + ".role");
        if (!roles.containsKey(role) && Role.known(role).isEmpty()) {
            throw wrong(place + ".role", "there is no role '" + role + "'");
        }
        return new ClientRule(
                text(client, place, "listener").map(Glob::of),
                uid(client.get("uid"), place + ".uid"),
                text(client, place, "certificate"),
                role);
    }

    private static Optional<String> text(QmpObject object, String place, String member) {
        return Optional.ofNullable(object.get(member)).map(value -> string(value, place + "." + member));
    }

    private static OptionalLong uid(@Nullable QmpValue value, String place) {
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof QmpLong number) {
            return OptionalLong.of(number.value());
        }
        throw wrong(place, "must be the number of a user");
    }

    /** A scalar as rules compare it. */
    private static String text(QmpValue value, String place) {
        if (value instanceof QmpObject || value instanceof QmpArray) {
            throw wrong(place, "must be a string, a number or a boolean");
        }
        return value instanceof QmpString string ? string.value() : value.toString();
    }

    private static <T> List<T> each(QmpValue value, String place, BiFunction<QmpValue, String, T> read) {
        if (!(value instanceof QmpArray array)) {
            throw wrong(place, "must be an array");
        }
        List<T> all = new ArrayList<>();
        for (QmpValue element : array.elements()) {
            all.add(read.apply(element, place + "[" + all.size() + "]"));
        }
        return all;
    }

    private static QmpObject object(QmpValue value, String place) {
        if (value instanceof QmpObject object) {
            return object;
        }
        throw wrong(place, "must be an object");
    }

    private static String string(@Nullable QmpValue value, String place) {
        if (value instanceof QmpString string) {
            return string.value();
        }
        throw wrong(place, value == null ? "is missing" : "must be a string");
    }

    private static void only(QmpObject object, String place, String... members) {
        Set<String> known = Set.of(members);
        object.members().keySet().stream()
                .filter(member -> !known.contains(member))
                .findFirst()
                .ifPresent(member -> {
                    throw wrong(
                            place.isEmpty() ? member : place + "." + member,
                            "is unknown here; known are " + String.join(", ", members));
                });
    }

    private static IllegalArgumentException wrong(String place, String problem) {
        return new IllegalArgumentException(place + ": " + problem);
    }
}
