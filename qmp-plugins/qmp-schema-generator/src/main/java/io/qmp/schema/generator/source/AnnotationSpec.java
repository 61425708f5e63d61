package io.qmp.schema.generator.source;

import io.qmp.schema.generator.model.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An annotation.
 *
 * @param type its qualified name
 * @param arguments what stands in its parentheses; empty for none
 */
record AnnotationSpec(String type, String arguments) {
    private static final String API = "io.qmp.api.";

    static final AnnotationSpec DEPRECATED = new AnnotationSpec("java.lang.Deprecated", "");
    static final AnnotationSpec OVERRIDE = new AnnotationSpec("java.lang.Override", "");
    static final AnnotationSpec UNSTABLE = of("type.Unstable");
    static final AnnotationSpec NEWER = of("type.Newer");
    static final AnnotationSpec INLINE = of("type.Inline");
    static final AnnotationSpec REST = of("type.Rest");
    static final AnnotationSpec ALLOW_OOB = of("command.AllowOob");

    /** {@return an annotation of the API} */
    static AnnotationSpec of(String name) {
        return new AnnotationSpec(API + name, "");
    }

    /** {@return an annotation of the API whose value is a text} */
    static AnnotationSpec of(String name, String value) {
        return new AnnotationSpec(API + name, quoted(value));
    }

    /** {@return an annotation of the API whose value is some texts} */
    static AnnotationSpec of(String name, List<String> values) {
        return new AnnotationSpec(API + name, quoted(values));
    }

    /** {@return the annotation that says which versions have an element} */
    static AnnotationSpec versions(Availability availability) {
        List<String> bounds = new ArrayList<>();
        if (availability.since() != null) {
            bounds.add("since = " + quoted(availability.since().with()));
        }
        if (availability.until() != null) {
            bounds.add("until = " + quoted(availability.until().with()));
        }
        return new AnnotationSpec(API + "type.Versions", String.join(", ", bounds));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String quoted(List<String> texts) {
        return texts.size() == 1
                ? quoted(texts.get(0))
                : texts.stream().map(AnnotationSpec::quoted).collect(Collectors.joining(", ", "{", "}"));
    }

    String text(SourceFile file) {
        return "@" + file.mention(type) + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }
}
