package io.qmp.schema.generator.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An annotation.
 *
 * @param type its qualified name
 * @param arguments what stands in its parentheses; empty for none
 */
record Mark(String type, String arguments) {
    private static final String API = "io.qmp.api.";

    static final Mark DEPRECATED = new Mark("java.lang.Deprecated", "");
    static final Mark OVERRIDE = new Mark("java.lang.Override", "");
    static final Mark UNSTABLE = of("type.Unstable");
    static final Mark FORMER = of("type.Former");
    static final Mark NEWER = of("type.Newer");
    static final Mark INLINE = of("type.Inline");
    static final Mark REST = of("type.Rest");
    static final Mark ALLOW_OOB = of("command.AllowOob");

    /** {@return an annotation of the API} */
    static Mark of(String name) {
        return new Mark(API + name, "");
    }

    /** {@return an annotation of the API whose value is a text} */
    static Mark of(String name, String value) {
        return new Mark(API + name, quoted(value));
    }

    /** {@return an annotation of the API whose value is some texts} */
    static Mark of(String name, List<String> values) {
        return new Mark(API + name, quoted(values));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String quoted(List<String> texts) {
        return texts.size() == 1
                ? quoted(texts.get(0))
                : texts.stream().map(Mark::quoted).collect(Collectors.joining(", ", "{", "}"));
    }

    String text(SourceFile file) {
        return "@" + file.mention(type) + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }
}
