package io.qmp.api.schema;

import static io.qmp.api.schema.SchemaChange.Kind.CHANGED;

import io.qmp.api.schema.SchemaDiff.Pair;
import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Array;
import io.qmp.api.schema.SchemaInfo.Enumeration;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the types of two introspections that are at the same path. */
final class TypeDiff {
    private final SchemaTypes oldTypes;
    private final SchemaTypes newTypes;
    private final SchemaDiff diff;
    private final Set<List<String>> compared = new HashSet<>();

    TypeDiff(Schema before, Schema after, SchemaDiff diff) {
        this.oldTypes = new SchemaTypes(before);
        this.newTypes = new SchemaTypes(after);
        this.diff = diff;
    }

    /** A change of the kind of a result is reported for the command, as a result is no member. */
    void results(String command, String older, String newer) {
        String was = oldTypes.kind(older);
        String is = newTypes.kind(newer);
        if (!was.equals(is)) {
            diff.add(CHANGED, SchemaElement.COMMAND, command, "returns " + is + ", not " + was);
        }
    }

    void compare(SchemaPath path, String older, String newer) {
        SchemaInfo was = oldTypes.get(older);
        SchemaInfo is = newTypes.get(newer);
        if (!compared.add(List.of(older, newer))) {
            return;
        }
        if (was instanceof Array oldArray && is instanceof Array newArray) {
            compare(path, oldArray.elementType(), newArray.elementType());
            return;
        }
        diff.features(SchemaElement.TYPE, path.text(), was.features(), is.features());
        if (was instanceof Enumeration oldEnum && is instanceof Enumeration newEnum) {
            diff.each(
                    SchemaTypes.values(oldEnum),
                    SchemaTypes.values(newEnum),
                    SchemaElement.VALUE,
                    value -> path.value(value).text(),
                    (value, pair) ->
                            diff.features(SchemaElement.VALUE, path.value(value).text(), pair.older(), pair.newer()));
        } else if (was instanceof AlternateType oldAlternate && is instanceof AlternateType newAlternate) {
            alternates(path, oldTypes.branches(oldAlternate), newTypes.branches(newAlternate));
        } else if (was instanceof ObjectType oldObject && is instanceof ObjectType newObject) {
            objects(path, oldObject, newObject);
        }
    }

    private void alternates(SchemaPath path, Map<JsonType, String> older, Map<JsonType, String> newer) {
        diff.each(
                older,
                newer,
                SchemaElement.ALTERNATIVE,
                kind -> path.branch(kind).text(),
                (kind, pair) -> compare(path.branch(kind), pair.older(), pair.newer()));
    }

    private void objects(SchemaPath path, ObjectType was, ObjectType is) {
        if (was.tag() != null && is.tag() != null && !was.tag().equals(is.tag())) {
            String detail = "the tag is " + is.tag() + ", not " + was.tag();
            diff.add(CHANGED, SchemaElement.TYPE, path.text(), detail);
        }
        diff.each(
                SchemaTypes.members(was),
                SchemaTypes.members(is),
                SchemaElement.MEMBER,
                name -> path.member(name).text(),
                (name, pair) -> members(path.member(name), pair));
        diff.each(
                SchemaTypes.variants(was),
                SchemaTypes.variants(is),
                SchemaElement.CASE,
                value -> path.variant(value).text(),
                (value, pair) -> compare(
                        path.variant(value), pair.older().type(), pair.newer().type()));
    }

    private void members(SchemaPath path, Pair<ObjectMember> pair) {
        ObjectMember was = pair.older();
        ObjectMember is = pair.newer();
        diff.features(SchemaElement.MEMBER, path.text(), was.features(), is.features());
        if (was.isOptional() != is.isOptional()) {
            diff.add(CHANGED, SchemaElement.MEMBER, path.text(), is.isOptional() ? "optional" : "mandatory");
        }
        String oldKind = oldTypes.kind(was.type());
        String newKind = newTypes.kind(is.type());
        if (!oldKind.equals(newKind)) {
            diff.add(CHANGED, SchemaElement.MEMBER, path.text(), newKind + ", not " + oldKind);
        }
        compare(path, was.type(), is.type());
    }
}
