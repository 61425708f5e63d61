package io.qmp.shell;

import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaInfo.AlternateType;
import io.qmp.api.schema.SchemaInfo.Array;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.schema.SchemaTypes;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of what was typed, by the types of an introspection: a {@code str} stays a string, whatever it looks
 * like. Where no type is known, a value is JSON where it can be, else a string.
 */
final class TypedArguments {
    private final @Nullable SchemaTypes types;
    private final Literals literals;
    private final List<Problem> problems;

    TypedArguments(@Nullable SchemaTypes types, Literals literals, List<Problem> problems) {
        this.types = types;
        this.literals = literals;
        this.problems = problems;
    }

    QmpObject object(ArgumentTree tree, Optional<String> typeName) {
        Map<String, ObjectMember> members = members(tree, typeName);
        QmpObject.Builder object = QmpObject.builder();
        tree.members()
                .forEach((name, child) -> object.put(
                        name,
                        value(child, Optional.ofNullable(members.get(name)).map(ObjectMember::type))));
        return object.build();
    }

    /** {@return the members that an object may have, by the values that were typed for tags} */
    Map<String, ObjectMember> members(ArgumentTree tree, Optional<String> typeName) {
        if (types == null
                || typeName.isEmpty()
                || !(branch(typeName.get(), JsonType.OBJECT) instanceof ObjectType type)) {
            return Map.of();
        }
        return types.members(
                type,
                tag -> tree.find(Key.member(tag))
                        .flatMap(ArgumentTree::leaf)
                        .map(leaf -> literals.unquoted(leaf.value().text())));
    }

    private QmpValue value(ArgumentTree tree, Optional<String> typeName) {
        if (tree.leaf().isPresent()) {
            return leaf(tree.leaf().get().value(), typeName);
        } else if (!tree.elements().isEmpty()) {
            Optional<String> elementType = typeName.flatMap(this::elementType);
            return new QmpArray(tree.elements().stream()
                    .map(element -> value(element, elementType))
                    .toList());
        }
        return object(tree, typeName);
    }

    Optional<String> elementType(String typeName) {
        return branch(typeName, JsonType.ARRAY) instanceof Array array
                ? Optional.of(array.elementType())
                : Optional.empty();
    }

    /** {@return the type, or if it is an alternate the branch for a kind of values} */
    @Nullable
    SchemaInfo branch(String typeName, JsonType kind) {
        if (types == null) {
            return null;
        }
        SchemaInfo type = types.get(typeName);
        if (type instanceof AlternateType alternate) {
            String branch = types.branches(alternate).get(kind);
            return branch == null ? null : types.get(branch);
        }
        return type;
    }

    private QmpValue leaf(Word word, Optional<String> typeName) {
        String text = word.text();
        SchemaInfo type = types == null || typeName.isEmpty() ? null : types.get(typeName.get());
        JsonType kind = type == null || types == null || type instanceof AlternateType
                ? JsonType.VALUE
                : types.jsonType(typeName.orElseThrow());
        if (kind == JsonType.STRING || Literals.isQuoted(text)) {
            return QmpValue.of(literals.unquoted(text));
        }
        Optional<QmpValue> literal = literals.find(text);
        if (literal.isEmpty() && (text.startsWith("{") || text.startsWith("["))) {
            problems.add(Problem.at(word, "this is no JSON"));
        }
        if (type instanceof AlternateType alternate
                && types != null
                && literal.flatMap(value -> types.branch(alternate, value)).isEmpty()
                && types.branches(alternate).containsKey(JsonType.STRING)) {
            return QmpValue.of(literals.unquoted(text));
        }
        return literal.orElseGet(() -> new QmpString(literals.unquoted(text)));
    }
}
