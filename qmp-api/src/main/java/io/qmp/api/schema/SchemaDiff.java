package io.qmp.api.schema;

import static io.qmp.api.schema.SchemaChange.Kind.ADDED;
import static io.qmp.api.schema.SchemaChange.Kind.CHANGED;
import static io.qmp.api.schema.SchemaChange.Kind.DEPRECATED;
import static io.qmp.api.schema.SchemaChange.Kind.REMOVED;

import io.qmp.api.Experimental;
import io.qmp.api.type.Feature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two introspections, for example of two versions of a program.
 *
 * <p>Commands and events are compared by name, types by the paths that lead to them: names of types do not matter. A
 * difference in a type that is used in several places is reported for the first of them only.
 *
 * <pre>{@code
 * SchemaDiff.between(before, after).forEach(System.out::println);
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class SchemaDiff {
    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaDiff() {}

    /**
     * {@return the differences in commands, events and their types; empty if only the order and the names of types
     * differ}
     *
     * @param before an introspection
     * @param after another one
     * @throws IllegalArgumentException if one of them refers to a type that it does not describe
     */
    public static List<SchemaChange> between(Schema before, Schema after) {
        SchemaDiff diff = new SchemaDiff();
        TypeDiff types = new TypeDiff(before, after, diff);
        diff.commands(before, after, types);
        diff.events(before, after, types);
        return diff.changes;
    }

    private void commands(Schema before, Schema after, TypeDiff types) {
        each(
                named(before, SchemaInfo.Command.class),
                named(after, SchemaInfo.Command.class),
                SchemaElement.COMMAND,
                name -> name,
                (name, pair) -> {
                    SchemaInfo.Command older = pair.older();
                    SchemaInfo.Command newer = pair.newer();
                    features(SchemaElement.COMMAND, name, older.features(), newer.features());
                    boolean allowed = Boolean.TRUE.equals(older.allowOob());
                    boolean allows = Boolean.TRUE.equals(newer.allowOob());
                    if (allowed != allows) {
                        String detail = allows ? "may run out of band" : "may not run out of band";
                        add(CHANGED, SchemaElement.COMMAND, name, detail);
                    }
                    types.compare(SchemaPath.arguments(name), older.argType(), newer.argType());
                    types.compare(SchemaPath.result(name), older.retType(), newer.retType());
                    types.results(name, older.retType(), newer.retType());
                });
    }

    private void events(Schema before, Schema after, TypeDiff types) {
        each(
                named(before, SchemaInfo.Event.class),
                named(after, SchemaInfo.Event.class),
                SchemaElement.EVENT,
                name -> name,
                (name, pair) -> {
                    features(
                            SchemaElement.EVENT,
                            name,
                            pair.older().features(),
                            pair.newer().features());
                    types.compare(
                            SchemaPath.data(name),
                            pair.older().argType(),
                            pair.newer().argType());
                });
    }

    private static <T extends SchemaInfo> Map<String, T> named(Schema schema, Class<T> kind) {
        return schema.entities().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .collect(Collectors.toMap(
                        SchemaInfo::name, entity -> entity, (first, second) -> first, LinkedHashMap::new));
    }

    /** An element before and after. */
    record Pair<T>(T older, T newer) {}

    /** Compares the elements that both have, and reports the others. */
    <K, T> void each(
            Map<K, T> older,
            Map<K, T> newer,
            SchemaElement element,
            Function<K, String> path,
            BiConsumer<K, Pair<T>> both) {
        older.forEach((key, was) -> {
            T is = newer.get(key);
            if (is == null) {
                add(REMOVED, element, path.apply(key), "");
            } else {
                both.accept(key, new Pair<>(was, is));
            }
        });
        newer.keySet().stream()
                .filter(key -> !older.containsKey(key))
                .forEach(key -> add(ADDED, element, path.apply(key), ""));
    }

    void features(SchemaElement element, String path, @Nullable List<String> older, @Nullable List<String> newer) {
        List<String> removed = new ArrayList<>(SchemaTypes.features(older));
        removed.removeAll(SchemaTypes.features(newer));
        removed.forEach(feature -> add(CHANGED, element, path, "no longer " + feature));
        List<String> added = new ArrayList<>(SchemaTypes.features(newer));
        added.removeAll(SchemaTypes.features(older));
        if (added.remove(Feature.DEPRECATED)) {
            add(DEPRECATED, element, path, "");
        }
        added.forEach(feature -> add(CHANGED, element, path, "now " + feature));
    }

    void add(SchemaChange.Kind kind, SchemaElement element, String path, String detail) {
        changes.add(new SchemaChange(kind, element, path, detail));
    }
}
