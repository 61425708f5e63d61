package io.qmp.schema.generator.source;

import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A source file: indented lines of at most 120 columns, and an import for each type that is mentioned. */
final class SourceFile {
    private static final String INDENT = "    ";
    private static final String CONTINUATION = "        ";
    private static final int WIDTH = 120;

    private final String packageName;
    private final String name;
    private final Set<String> ownNames;
    private final TreeMap<String, String> imports = new TreeMap<>();
    private final StringBuilder body = new StringBuilder();
    private int depth;

    /**
     * Begins a file.
     *
     * @param packageName the package
     * @param name the top-level type
     * @param nested the names of its nested types, which hide other types of these names
     */
    SourceFile(String packageName, String name, Set<String> nested) {
        this.packageName = packageName;
        this.name = name;
        this.ownNames = nested;
    }

    /** {@return the name of a type in this file, simple if possible} */
    String mention(String qualified) {
        int dot = qualified.lastIndexOf('.');
        String simple = qualified.substring(dot + 1);
        if (qualified.equals(packageName + "." + name)) {
            return simple;
        }
        if (simple.equals(name) || ownNames.contains(simple)) {
            return qualified;
        }
        String known = imports.putIfAbsent(simple, qualified);
        return known == null || known.equals(qualified) ? simple : qualified;
    }

    /** Adds a line of code, broken at spaces outside of string literals if it is too long. */
    void line(String text) {
        String rest = text;
        String prefix = "";
        while (isTooLong(prefix + rest)) {
            int end = Code.lastBreak(rest, WIDTH - INDENT.length() * depth - prefix.length());
            if (end < 0) {
                break;
            }
            append(prefix + rest.substring(0, end));
            rest = rest.substring(end + 1);
            prefix = CONTINUATION;
        }
        append(rest.isEmpty() ? "" : prefix + rest);
    }

    /** Adds lines of a comment that has begun; lines after the first are indented by {@code hanging}. */
    void comment(String text, String hanging) {
        String rest = text;
        String prefix = " * ";
        while (isTooLong(prefix + rest)) {
            int end = rest.lastIndexOf(' ', WIDTH - INDENT.length() * depth - prefix.length());
            if (end < 0) {
                break;
            }
            append(prefix + rest.substring(0, end));
            rest = rest.substring(end + 1);
            prefix = " * " + hanging;
        }
        append(prefix + rest);
    }

    private void append(String text) {
        body.append(text.isEmpty() ? "" : INDENT.repeat(depth)).append(text).append('\n');
    }

    /** Adds a line and indents the following ones. */
    void open(String text) {
        line(text);
        depth++;
    }

    /** Ends an indented part. */
    void close() {
        depth--;
        if (isAtStart()) {
            body.setLength(body.length() - 1);
            body.append("}\n");
        } else {
            line("}");
        }
    }

    /** Adds an empty line, except at the start of an indented part. */
    void gap() {
        if (!isAtStart()) {
            line("");
        }
    }

    private boolean isAtStart() {
        return body.lastIndexOf("{\n") == body.length() - 2;
    }

    /** {@return whether a line would be too long} */
    boolean isTooLong(String text) {
        return INDENT.length() * depth + text.length() > WIDTH;
    }

    /** {@return whether lines of a nested type are being added} */
    boolean isNested() {
        return depth > 0;
    }

    /** {@return the path of the file below a source directory} */
    String path() {
        return packageName.replace('.', '/') + "/" + name + ".java";
    }

    /** {@return the whole text} */
    String text() {
        String importLines = imports.values().stream()
                .filter(type -> !isVisible(type))
                .sorted()
                .map(type -> "import " + type + ";\n")
                .collect(Collectors.joining());
        return "package " + packageName + ";\n\n" + (importLines.isEmpty() ? "" : importLines + "\n") + body;
    }

    private boolean isVisible(String type) {
        String owner = type.substring(0, type.lastIndexOf('.'));
        return owner.equals("java.lang") || owner.equals(packageName);
    }
}
