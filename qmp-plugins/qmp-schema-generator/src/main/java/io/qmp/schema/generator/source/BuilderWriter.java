package io.qmp.schema.generator.source;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * Writes the builder of a record: the methods {@code builder} and {@code toBuilder}, and the class {@code Builder},
 * which has a setter for each component.
 */
final class BuilderWriter {
    private final SourceFile file;
    private final RecordShape shape;

    BuilderWriter(SourceFile file, RecordShape shape) {
        this.file = file;
        this.shape = shape;
    }

    void write() {
        factories();
        file.gap();
        file.line("/** Builder of {@link " + shape.name() + "}. */");
        file.open("public static final class Builder {");
        shape.components().forEach(this::field);
        constructor();
        shape.components().forEach(this::setter);
        file.gap();
        file.line("/** {@return the record} */");
        file.open("public " + shape.name() + " build() {");
        file.line("return new " + shape.name() + "(" + RecordWriter.arguments(shape.components()) + ");");
        file.close();
        file.close();
    }

    private void factories() {
        List<Component> required = shape.required();
        file.gap();
        file.line("/** {@return a builder; components that are not set are absent} */");
        file.open("public static Builder builder(" + RecordWriter.parameters(file, required) + ") {");
        file.line("return new Builder("
                + required.stream()
                        .map(component -> RecordWriter.value(file, component))
                        .collect(joining(", "))
                + ");");
        file.close();
        file.gap();
        file.line("/** {@return a builder with the values of this record} */");
        file.open("public Builder toBuilder() {");
        file.line("Builder builder = new Builder(" + RecordWriter.arguments(required) + ");");
        shape.components().stream()
                .filter(Component::isOptional)
                .forEach(component -> file.line("builder." + component.name() + " = " + component.name() + ";"));
        file.line("return builder;");
        file.close();
    }

    private void field(Component component) {
        String initial = component.takesUndeclared() ? " = " + component.type().text(file) + ".EMPTY" : "";
        file.line("private " + component.typeText(file) + " " + component.name() + initial + ";");
    }

    private void constructor() {
        List<Component> required = shape.required();
        file.gap();
        file.open("private Builder("
                + required.stream()
                        .map(component -> component.typeText(file) + " " + component.name())
                        .collect(joining(", "))
                + ") {");
        required.forEach(component -> file.line("this." + component.name() + " = " + component.name() + ";"));
        file.close();
    }

    private void setter(Component component) {
        file.gap();
        file.line("/** Sets " + component.summary() + ". */");
        if (component.annotations().contains(AnnotationSpec.DEPRECATED)) {
            file.line(AnnotationSpec.DEPRECATED.text(file));
        }
        file.open("public Builder " + component.name() + "(" + RecordWriter.parameter(file, component) + ") {");
        file.line("this." + component.name() + " = " + RecordWriter.value(file, component) + ";");
        file.line("return this;");
        file.close();
    }
}
