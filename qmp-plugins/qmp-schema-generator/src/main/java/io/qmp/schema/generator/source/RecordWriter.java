package io.qmp.schema.generator.source;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/**
 * Writes a record: Javadoc, header, a constructor that copies lists, accessors, and a builder if a component may be
 * absent.
 */
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
        this.visibility = file.isNested() ? "" : "public "; // members of an interface are public
    }

    /**
     * Writes a record.
     *
     * @param file the file to write to
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
        shape.annotations().forEach(annotation -> file.line(annotation.text(file)));
        head();
        copies();
        shape.components().stream()
                .filter(component -> component.annotations().contains(AnnotationSpec.DEPRECATED))
                .forEach(this::deprecatedAccessor);
        shape.methods().accept(file);
        if (shape.hasBuilder()) {
            new BuilderWriter(file, shape).write();
        }
        file.close();
    }

    private void head() {
        String start = visibility + "record " + shape.name() + "(";
        String end = shape.implemented() == null ? "" : "implements " + shape.implemented() + " ";
        List<String> components =
                shape.components().stream().map(this::declaration).toList();
        String line = start + String.join(", ", components) + ") " + end + "{";
        if (!file.isTooLong(line + "}")) { // a record without members is closed on this line
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
        return component.annotations().stream()
                        .filter(annotation -> !annotation.equals(AnnotationSpec.DEPRECATED))
                        .map(annotation -> annotation.text(file) + " ")
                        .collect(joining())
                + component.typeText(file) + " " + component.name();
    }

    /** Records are immutable, so that lists of the caller are copied. */
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

    /** javac warns that {@code @Deprecated} has no effect on a record component. */
    private void deprecatedAccessor(Component component) {
        file.gap();
        file.line(AnnotationSpec.OVERRIDE.text(file));
        file.line(AnnotationSpec.DEPRECATED.text(file));
        file.open("public " + component.typeText(file) + " " + component.name() + "() {");
        file.line("return " + component.name() + ";");
        file.close();
    }

    /** {@return parameters for components; for an open enumeration its constants} */
    static String parameters(SourceFile file, List<Component> components) {
        return components.stream().map(component -> parameter(file, component)).collect(joining(", "));
    }

    static String arguments(List<Component> components) {
        return components.stream().map(Component::name).collect(joining(", "));
    }

    static String parameter(SourceFile file, Component component) {
        JavaType type = component.type() instanceof JavaType.OpenEnum open ? open.constants() : component.type();
        return type.text(file) + " " + component.name();
    }

    /** {@return the value of a component as an expression of its parameter} */
    static String value(SourceFile file, Component component) {
        return component.type() instanceof JavaType.OpenEnum
                ? file.mention("io.qmp.api.type.Open") + ".of(" + component.name() + ")"
                : component.name();
    }
}
