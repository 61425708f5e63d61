package io.qmp.api.schema;

import static io.qmp.api.schema.SchemaChange.Kind.ADDED;
import static io.qmp.api.schema.SchemaChange.Kind.CHANGED;
import static io.qmp.api.schema.SchemaChange.Kind.DEPRECATED;
import static io.qmp.api.schema.SchemaChange.Kind.REMOVED;

import io.qmp.api.Experimental;
import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Array;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaInfo.Variant;
import io.qmp.api.type.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two introspections, of two versions of a program for example.
 *
 * <p>Commands and events are compared by name, and what they are made of by where it is: names of types do not count. What differs in a
 * type that is used in several places is told for the first of them only.
 *
 * <pre>{@code
 * SchemaDiff.between(before, after).forEach(System.out::println);
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class SchemaDiff {
    private final Schema before;
    private final Schema after;
    private final SchemaTypes oldTypes;
    private final SchemaTypes newTypes;
    private final Set<List<String>> compared = new HashSet<>();
    private final List<SchemaChange> changes = new ArrayList<>();

    private SchemaDiff(Schema before, Schema after) {
        this.before = before;
        this.after = after;
        this.oldTypes = new SchemaTypes(before);
        this.newTypes = new SchemaTypes(after);
    }

    /**
     * {@return what became of commands, events and what they are made of; empty if there is no difference but in order and names of types}
     *
     * @param before an introspection
     * @param after another one
     * @throws IllegalArgumentException if one of them refers to a type that it does not describe
     */
    public static List<SchemaChange> between(Schema before, Schema after) {
        SchemaDiff diff = new SchemaDiff(before, after);
        diff.commands();
        diff.events();
        return diff.changes;
    }

    private void commands() {
        each(
                named(before, SchemaInfo.Command.class),
                named(after, SchemaInfo.Command.class),
                SchemaElement.COMMAND,
                "",
                (path, pair) -> {
                    features(
                            SchemaElement.COMMAND,
                            path,
                            pair.older().features(),
                            pair.newer().features());
                    boolean did = Boolean.TRUE.equals(pair.older().allowOob());
                    boolean does = Boolean.TRUE.equals(pair.newer().allowOob());
                    if (did != does) {
                        add(
                                CHANGED,
                                SchemaElement.COMMAND,
                                path,
                                does ? "may run out of band" : "may not run out of band");
                    }
                    types(path + ":arg", pair.older().argType(), pair.newer().argType());
                    types(path + ":ret", pair.older().retType(), pair.newer().retType());
                    results(path, pair.older().retType(), pair.newer().retType());
                });
    }

    /** A result is no member that could be told of. */
    private void results(String path, String older, String newer) {
        String was = oldTypes.kind(older);
        String is = newTypes.kind(newer);
        if (!was.equals(is)) {
            add(CHANGED, SchemaElement.COMMAND, path, "returns " + is + ", not " + was);
        }
    }

    private void events() {
        each(
                named(before, SchemaInfo.Event.class),
                named(after, SchemaInfo.Event.class),
                SchemaElement.EVENT,
                "",
                (path, pair) -> {
                    features(
                            SchemaElement.EVENT,
                            path,
                            pair.older().features(),
                            pair.newer().features());
                    types(path + ":data", pair.older().argType(), pair.newer().argType());
                });
    }

    /** One thing before and after. */
    private record Pair<T>(T older, T newer) {}

    private <T> void each(
            Map<String, T> older,
            Map<String, T> newer,
            SchemaElement element,
            String prefix,
            BiConsumer<String, Pair<T>> both) {
        older.forEach((name, was) -> {
            T is = newer.get(name);
            if (is == null) {
                add(REMOVED, element, prefix + name, "");
            } else {
                both.accept(prefix + name, new Pair<>(was, is));
            }
        });
        newer.keySet().stream()
                .filter(name -> !older.containsKey(name))
                .forEach(name -> add(ADDED, element, prefix + name, ""));
    }

    private static <T extends SchemaInfo> Map<String, T> named(Schema schema, Class<T> kind) {
        return schema.entities().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .collect(Collectors.toMap(
                        SchemaInfo::name, entity -> entity, (first, second) -> first, LinkedHashMap::new));
    }

    private void types(String path, String older, String newer) {
        SchemaInfo was = oldTypes.get(older);
        SchemaInfo is = newTypes.get(newer);
        if (!compared.add(List.of(older, newer))) {
            return;
        }
        if (was instanceof Array oldArray && is instanceof Array newArray) {
            types(path, oldArray.elementType(), newArray.elementType());
            return;
        }
        features(SchemaElement.TYPE, path, was.features(), is.features());
        if (was instanceof Enumeration oldEnum && is instanceof Enumeration newEnum) {
            each(
                    SchemaTypes.values(oldEnum),
                    SchemaTypes.values(newEnum),
                    SchemaElement.VALUE,
                    path + "=",
                    (value, pair) -> features(SchemaElement.VALUE, value, pair.older(), pair.newer()));
        } else if (was instanceof AlternateType oldAlternate && is instanceof AlternateType newAlternate) {
            each(
                    oldTypes.branches(oldAlternate),
                    newTypes.branches(newAlternate),
                    SchemaElement.ALTERNATIVE,
                    path + "/|",
                    (branch, pair) -> types(branch, pair.older(), pair.newer()));
        } else if (was instanceof ObjectType oldObject && is instanceof ObjectType newObject) {
            objects(path, oldObject, newObject);
        }
    }

    private void objects(String path, ObjectType was, ObjectType is) {
        if (was.tag() != null && is.tag() != null && !was.tag().equals(is.tag())) {
            add(CHANGED, SchemaElement.TYPE, path, "told apart by " + is.tag() + ", not " + was.tag());
        }
        Map<String, ObjectMember> newMembers = SchemaTypes.members(is);
        each(SchemaTypes.members(was), newMembers, SchemaElement.MEMBER, path + "/", this::members);
        Map<String, Variant> oldVariants = SchemaTypes.variants(was);
        Map<String, Variant> newVariants = SchemaTypes.variants(is);
        each(
                oldVariants,
                newVariants,
                SchemaElement.CASE,
                path + "/=",
                (variant, pair) ->
                        types(variant, pair.older().type(), pair.newer().type()));
    }

    private void members(String path, Pair<ObjectMember> pair) {
        ObjectMember was = pair.older();
        ObjectMember is = pair.newer();
        features(SchemaElement.MEMBER, path, was.features(), is.features());
        if (was.isOptional() != is.isOptional()) {
            add(CHANGED, SchemaElement.MEMBER, path, is.isOptional() ? "optional" : "mandatory");
        }
        String oldKind = oldTypes.kind(was.type());
        String newKind = newTypes.kind(is.type());
        if (!oldKind.equals(newKind)) {
            add(CHANGED, SchemaElement.MEMBER, path, newKind + ", not " + oldKind);
        }
        types(path, was.type(), is.type());
    }

    private void features(
            SchemaElement element, String path, @Nullable List<String> older, @Nullable List<String> newer) {
        List<String> gone = new ArrayList<>(SchemaTypes.features(older));
        gone.removeAll(SchemaTypes.features(newer));
        gone.forEach(feature -> add(CHANGED, element, path, "no longer " + feature));
        List<String> added = new ArrayList<>(SchemaTypes.features(newer));
        added.removeAll(SchemaTypes.features(older));
        if (added.remove(Feature.DEPRECATED)) {
            add(DEPRECATED, element, path, "");
        }
        added.forEach(feature -> add(CHANGED, element, path, "now " + feature));
    }

    private void add(SchemaChange.Kind kind, SchemaElement element, String path, String detail) {
        changes.add(new SchemaChange(kind, element, path, detail));
    }
}
