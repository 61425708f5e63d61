package io.qmp.schema.generator.source;

import java.util.List;

/**
 * A component of a record.
 *
 * @param name its name
 * @param type its type
 * @param nullable whether it may be absent
 * @param marks its annotations
 * @param doc what {@code @param} says of it
 */
record Component(String name, JavaType type, boolean nullable, List<Mark> marks, String doc) {
    String typeText(SourceFile file) {
        return nullable ? type.nullable(file) : type.text(file);
    }

    boolean isList() {
        return type instanceof JavaType.ListOf;
    }

    boolean takesUndeclared() {
        return marks.contains(Mark.REST);
    }

    /** {@return the same component where it is always there, even if older peers do not have the member} */
    Component mandatory() {
        return new Component(
                name,
                type,
                false,
                marks.stream().filter(mark -> !mark.equals(Mark.NEWER)).toList(),
                doc);
    }

    /** {@return whether it need not be given to a builder} */
    boolean isOptional() {
        return nullable || takesUndeclared();
    }
}
