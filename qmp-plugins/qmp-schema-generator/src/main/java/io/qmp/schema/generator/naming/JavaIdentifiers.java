package io.qmp.schema.generator.naming;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.lang.model.SourceVersion;

/**
 * Java names of members and values, which follow from their names on the wire alone, and names that must not be given.
 */
public final class JavaIdentifiers {
    /** What a record component must not be called (JLS 8.10.1), and the method that makes a builder. */
    private static final Set<String> NO_COMPONENTS =
            Set.of("clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait", "builder");

    /** Types that generated sources refer to by their simple names, those of {@code java.lang} among them. */
    private static final Set<String> NO_TYPES = Set.of(
            "Boolean",
            "Class",
            "Deprecated",
            "Double",
            "Enum",
            "Error",
            "Exception",
            "FunctionalInterface",
            "Integer",
            "Iterable",
            "Long",
            "Module",
            "Number",
            "Object",
            "Override",
            "Package",
            "Process",
            "Record",
            "Runnable",
            "SafeVarargs",
            "Short",
            "String",
            "SuppressWarnings",
            "System",
            "Thread",
            "Throwable",
            "Void",
            "List",
            "Nullable",
            "NullMarked",
            "AllowOob",
            "Alternate",
            "Builder",
            "Case",
            "Command",
            "CommandName",
            "EventData",
            "EventName",
            "Experimental",
            "Features",
            "Inline",
            "IntType",
            "IntegerType",
            "Newer",
            "Nothing",
            "Open",
            "Plain",
            "QmpNull",
            "QmpObject",
            "QmpValue",
            "RateLimit",
            "Rest",
            "Union",
            "Unknown",
            "Unstable",
            "WireName");

    private JavaIdentifiers() {}

    /** {@return whether a type must not be called so} */
    static boolean isReserved(String type) {
        return NO_TYPES.contains(type);
    }

    /** {@return the names of record components by the names of members on the wire} */
    public static UnaryOperator<String> components(List<String> members) {
        return names(members, words -> {
            String name = words.lowerCamel();
            return SourceVersion.isName(name) && !NO_COMPONENTS.contains(name) ? name : name + "_";
        });
    }

    /** {@return the name of the method that makes one case of a union} */
    public static String method(String value) {
        return components(List.of(value)).apply(value);
    }

    /** {@return the names of enum constants by the values on the wire} */
    public static UnaryOperator<String> constants(List<String> values) {
        return names(values, Words::constant);
    }

    /** The prefix of a downstream extension is left out unless that makes two names alike. */
    private static UnaryOperator<String> names(List<String> wireNames, Function<Words, String> spelling) {
        Map<String, String> names = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        List<String> later = new ArrayList<>();
        for (String wireName : wireNames) {
            String name = spelling.apply(Words.of(wireName));
            if (!wireName.startsWith("__") && taken.add(name)) {
                names.put(wireName, name);
            } else {
                later.add(wireName);
            }
        }
        for (String wireName : later) {
            String name = spelling.apply(Words.of(Words.withoutDomain(wireName)));
            if (!taken.add(name)) {
                name = spelling.apply(Words.of(wireName));
                while (!taken.add(name)) {
                    name += "_";
                }
            }
            names.put(wireName, name);
        }
        return wireName -> Objects.requireNonNull(names.get(wireName), wireName);
    }
}
