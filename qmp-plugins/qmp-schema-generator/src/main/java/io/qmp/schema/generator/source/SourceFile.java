package io.qmp.schema.generator.source;

import java.util.Set;
import java.util.TreeMap;

/** A source file in the making: lines with their indentation, and imports as types are mentioned. */
final class SourceFile {
    private static final String INDENT = "    ";
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
     * @param nested the names of types inside of it, which hide others
     */
    SourceFile(String packageName, String name, Set<String> nested) {
        this.packageName = packageName;
        this.name = name;
        this.ownNames = nested;
    }

    /** {@return by which name a type can be mentioned in this file} */
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

    /** Adds a line. */
    void line(String text) {
        body.append(text.isEmpty() ? "" : INDENT.repeat(depth)).append(text).append('\n');
    }

    /** Adds a line and indents what follows. */
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

    /** Separates what follows from what is there, unless it is the first in its part. */
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

    /** {@return whether lines of a type inside of another are added} */
    boolean isNested() {
        return depth > 0;
    }

    /** {@return the path of the file below a source directory} */
    String path() {
        return packageName.replace('.', '/') + "/" + name + ".java";
    }

    /** {@return the file as a whole} */
    String text() {
        StringBuilder text = new StringBuilder("package ").append(packageName).append(";\n\n");
        imports.values().stream()
                .filter(type -> !isVisible(type))
                .sorted()
                .forEach(type -> text.append("import ").append(type).append(";\n"));
        return text.append(text.charAt(text.length() - 2) == ';' && imports.isEmpty() ? "" : "\n")
                .append(body)
                .toString();
    }

    private boolean isVisible(String type) {
        String owner = type.substring(0, type.lastIndexOf('.'));
        return owner.equals("java.lang") || owner.equals(packageName);
    }
}
