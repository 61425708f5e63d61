package io.qmp.schema.generator.source;

import java.util.List;

/**
 * A component of a record.
 *
 * @param name its name
 * @param type its type
 * @param nullable whether it may be absent
 * @param annotations its annotations
 * @param summary what it stands for
 * @param details more about it, for {@code @param}; empty for none
 */
record Component(
        String name,
        JavaType type,
        boolean nullable,
        List<AnnotationSpec> annotations,
        String summary,
        String details) {
    String typeText(SourceFile file) {
        return nullable ? type.nullable(file) : type.text(file);
    }

    /** {@return the text of its {@code @param} tag} */
    String doc() {
        return details.isEmpty() ? summary : summary + ": " + details;
    }

    boolean isList() {
        return type instanceof JavaType.ListOf;
    }

    boolean takesUndeclared() {
        return annotations.contains(AnnotationSpec.REST);
    }

    /** {@return the same component where it is always present, also in older versions} */
    Component mandatory() {
        List<AnnotationSpec> others = annotations.stream()
                .filter(annotation -> !annotation.equals(AnnotationSpec.NEWER))
                .toList();
        return new Component(name, type, false, others, summary, details);
    }

    /** {@return whether a builder can do without it} */
    boolean isOptional() {
        return nullable || takesUndeclared();
    }
}
