package io.qmp.schema.generator.source;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** Writes a record: its Javadoc, head, copies of lists, and a builder if some of its components may be absent. */
final class RecordWriter {
    private static final String DEEPER = "        ";

    private final SourceFile file;
    private final RecordShape shape;
    private final String visibility;

    private final List<String> tags;

    private RecordWriter(SourceFile file, RecordShape shape, List<String> tags) {
        this.file = file;
        this.shape = shape;
        this.tags = tags;
        this.visibility = file.isNested() ? "" : "public "; // what is inside of an interface is public anyway
    }

    /**
     * Writes a record.
     *
     * @param file where
     * @param shape the record
     * @param tags further tags of its Javadoc
     */
    static void write(SourceFile file, RecordShape shape, List<String> tags) {
        new RecordWriter(file, shape, tags).write();
    }

    private void write() {
        Stream<String> params =
                shape.components().stream().map(component -> "@param " + component.name() + " " + component.doc());
        Javadoc.write(file, shape.doc(), Stream.concat(params, tags.stream()).toList());
        shape.marks().forEach(mark -> file.line(mark.text(file)));
        head();
        copies();
        shape.components().stream()
                .filter(component -> component.marks().contains(Mark.DEPRECATED))
                .forEach(this::deprecatedAccessor);
        shape.methods().accept(file);
        if (shape.hasBuilder()) {
            builder();
        }
        file.close();
    }

    private void head() {
        String start = visibility + "record " + shape.name() + "(";
        String end = shape.implemented() == null ? "" : "implements " + shape.implemented() + " ";
        List<String> components =
                shape.components().stream().map(this::declaration).toList();
        String line = start + String.join(", ", components) + ") " + end + "{";
        if (!file.isTooLong(line)) {
            file.open(line);
            return;
        }
        file.line(start);
        for (int i = 0; i < components.size(); i++) {
            file.line(DEEPER + components.get(i) + (i < components.size() - 1 ? "," : ")"));
        }
        file.open(DEEPER + end + "{");
    }

    private String declaration(Component component) {
        return component.marks().stream()
                        .filter(mark -> !mark.equals(Mark.DEPRECATED))
                        .map(mark -> mark.text(file) + " ")
                        .collect(joining())
                + component.typeText(file) + " " + component.name();
    }

    /** Lists that callers hand over may change later. */
    private void copies() {
        List<Component> lists =
                shape.components().stream().filter(Component::isList).toList();
        if (lists.isEmpty()) {
            return;
        }
        file.gap();
        file.line("/** Copies lists. */");
        file.open("public " + shape.name() + " {");
        String list = file.mention("java.util.List");
        lists.forEach(component -> {
            String name = component.name();
            String copy = list + ".copyOf(" + name + ")";
            file.line(name + " = " + (component.nullable() ? name + " == null ? null : " + copy : copy) + ";");
        });
        file.close();
    }

    /** On a component itself javac warns that {@code @Deprecated} has no effect. */
    private void deprecatedAccessor(Component component) {
        file.gap();
        file.line(Mark.OVERRIDE.text(file));
        file.line(Mark.DEPRECATED.text(file));
        file.open("public " + component.typeText(file) + " " + component.name() + "() {");
        file.line("return " + component.name() + ";");
        file.close();
    }

    private void builder() {
        List<Component> required = shape.required();
        file.gap();
        file.line("/** {@return a builder that has what must be given} */");
        file.open("public static Builder builder(" + parameters(file, required) + ") {");
        file.line("return new Builder(" + arguments(required) + ");");
        file.close();
        file.gap();
        file.line("/** Collects what may be absent, too. */");
        file.open("public static final class Builder {");
        shape.components()
                .forEach(component -> file.line("private " + (component.isOptional() ? "" : "final ")
                        + component.typeText(file) + " " + component.name()
                        + (component.takesUndeclared()
                                ? " = " + component.type().text(file) + ".EMPTY"
                                : "") + ";"));
        file.gap();
        file.open("private Builder(" + parameters(file, required) + ") {");
        required.forEach(component -> file.line("this." + component.name() + " = " + value(file, component) + ";"));
        file.close();
        shape.components().stream().filter(Component::isOptional).forEach(this::setter);
        file.gap();
        file.line("/** {@return the whole} */");
        file.open("public " + shape.name() + " build() {");
        file.line("return new " + shape.name() + "("
                + shape.components().stream().map(Component::name).collect(joining(", ")) + ");");
        file.close();
        file.close();
    }

    private void setter(Component component) {
        file.gap();
        file.line("/** Sets " + component.doc().split(";")[0] + ". */");
        if (component.marks().contains(Mark.DEPRECATED)) {
            file.line(Mark.DEPRECATED.text(file));
        }
        file.open("public Builder " + component.name() + "(" + parameter(file, component) + ") {");
        file.line("this." + component.name() + " = " + value(file, component) + ";");
        file.line("return this;");
        file.close();
    }

    /** {@return parameters for components; of an open enumeration the constants can be given} */
    static String parameters(SourceFile file, List<Component> components) {
        return components.stream().map(component -> parameter(file, component)).collect(joining(", "));
    }

    static String arguments(List<Component> components) {
        return components.stream().map(Component::name).collect(joining(", "));
    }

    private static String parameter(SourceFile file, Component component) {
        JavaType type = component.type() instanceof JavaType.OpenEnum open ? open.constants() : component.type();
        return type.text(file) + " " + component.name();
    }

    /** {@return what a component's value is made of a parameter's} */
    static String value(SourceFile file, Component component) {
        return component.type() instanceof JavaType.OpenEnum
                ? file.mention("io.qmp.api.type.Open") + ".of(" + component.name() + ")"
                : component.name();
    }
}
