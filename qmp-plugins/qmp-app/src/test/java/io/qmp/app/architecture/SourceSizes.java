package io.qmp.app.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How large the parts of a program are: lines of code in files and methods, parameters of constructors. A line of code
 * is one that has more than a comment. Descriptors of modules and packages, and what a build generates, are left out.
 *
 * <p>It is a program of its own, too, so that any version can be measured: {@code java SourceSizes.java DIRECTORY}
 * prints a table of the modules below a directory.
 */
final class SourceSizes {
    /**
     * A method or constructor.
     *
     * @param lines from its name to its closing brace
     */
    record Method(String name, int lines, boolean constructor, int parameters) {}

    /**
     * A file.
     *
     * @param module the name of the directory above {@code src}
     */
    record Source(String module, String name, int lines, List<Method> methods) {}

    private SourceSizes() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, List<Source>> modules = below(Path.of(arguments.length > 0 ? arguments[0] : "."))
                .collect(Collectors.groupingBy(Source::module, TreeMap::new, Collectors.toList()));
        System.out.println("| module | files | lines | median | p90 | largest file |\n|---|---|---|---|---|---|");
        modules.forEach((module, files) -> System.out.println(row(module, files)));
        modules.values().stream().flatMap(List::stream).forEach(SourceSizes::printExcess);
    }

    private static String row(String module, List<Source> files) {
        List<Source> sorted =
                files.stream().sorted(Comparator.comparingInt(Source::lines)).toList();
        int count = sorted.size();
        Source largest = sorted.get(count - 1);
        return String.format(
                "| %s | %d | %,d | %d | %d | %d `%s` |",
                module,
                count,
                files.stream().mapToInt(Source::lines).sum(),
                sorted.get((count - 1) / 2).lines(),
                sorted.get((count * 9 + 9) / 10 - 1).lines(),
                largest.lines(),
                largest.name());
    }

    private static void printExcess(Source source) {
        if (source.lines() > 250) {
            System.out.println(source.module() + " " + source.name() + ": " + source.lines() + " lines");
        }
        source.methods().stream()
                .filter(method -> method.lines() > 40 || method.constructor() && method.parameters() > 5)
                .forEach(method -> System.out.println(source.module() + " " + source.name() + ": " + method));
    }

    /** {@return the sources of programs and libraries below a directory} */
    static Stream<Source> below(Path directory) throws IOException {
        List<Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(SourceSizes::isCode).sorted().toList()) {
                String path = file.toString();
                String module = path.substring(0, path.indexOf("/src/main/java/"));
                sources.add(of(
                        module.substring(module.lastIndexOf('/') + 1),
                        file.getFileName().toString().replace(".java", ""),
                        Files.readString(file)));
            }
        }
        return sources.stream();
    }

    private static boolean isCode(Path file) {
        String path = file.toString();
        return path.contains("/src/main/java/")
                && path.endsWith(".java")
                && !path.endsWith("-info.java")
                && !path.contains("/target/")
                && !path.contains("/src/it/");
    }

    /** {@return the sizes in a source text} */
    static Source of(String module, String name, String text) {
        String code = withoutComments(text);
        return new Source(module, name, lines(code), new Scan(code).methods());
    }

    private static int lines(String code) {
        return (int) code.lines().filter(line -> !line.isBlank()).count();
    }

    /** {@return the text with blanks in the place of comments, and of what stands in strings and characters} */
    private static String withoutComments(String text) {
        StringBuilder code = new StringBuilder(text);
        for (int i = 0; i < text.length(); ) {
            int end = commentEnd(text, i);
            boolean comment = end > i;
            if (!comment) {
                end = literalEnd(text, i);
            }
            for (int at = comment ? i : i + 1; at < (comment ? end : end - 1); at++) {
                if (text.charAt(at) != '\n') {
                    code.setCharAt(at, comment ? ' ' : 'x');
                }
            }
            i = Math.max(end, i + 1);
        }
        return code.toString();
    }

    private static int commentEnd(String text, int start) {
        if (text.startsWith("//", start)) {
            int end = text.indexOf('\n', start);
            return end < 0 ? text.length() : end;
        }
        return text.startsWith("/*", start) ? text.indexOf("*/", start + 2) + 2 : start;
    }

    private static int literalEnd(String text, int start) {
        char quote = text.charAt(start);
        if (quote != '"' && quote != '\'') {
            return start;
        }
        String end = text.startsWith("\"\"\"", start) ? "\"\"\"" : String.valueOf(quote);
        int i = start + end.length();
        while (!text.startsWith(end, i)) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i + end.length();
    }

    /** Finds the methods in code without comments. */
    private static final class Scan {
        private final String code;
        private final List<Method> methods = new ArrayList<>();

        Scan(String code) {
            this.code = code;
        }

        List<Method> methods() {
            members(0, "");
            return methods;
        }

        /** Reads the body of a type, up to its closing brace. Returns where the code goes on. */
        private int members(int start, String type) {
            int header = start;
            int i = start;
            while (i < code.length() && code.charAt(i) != '}') {
                char each = code.charAt(i);
                if (each == '{' && isOpen(code.substring(header, i))) {
                    i = blockEnd(i); // a list in an annotation
                } else if (each == '{') {
                    i = member(code.substring(header, i), i, type);
                    header = i;
                } else {
                    i += 1;
                    header = each == ';' ? i : header;
                }
            }
            return i + 1;
        }

        /** Reads what follows a header: a type, a method, an initializer, or the rest of a field. */
        private int member(String header, int brace, String type) {
            String declaration = header.replaceAll("@\\w+(\\([^()]*\\))?", " ").strip();
            String nested = declaration.replaceFirst(
                    "(?s)^(?:[\\w-]+\\s+)*?(?:class|@?\\s*interface|enum|record)\\s+(\\w+).*$", "$1");
            if (!nested.equals(declaration)) {
                return members(brace + 1, nested);
            }
            int end = blockEnd(brace);
            int arguments = declaration.indexOf('(');
            if (arguments >= 0 && declaration.indexOf('=') < 0) {
                String name = declaration.substring(0, arguments).replaceFirst("(?s).*?(\\w+)\\s*$", "$1");
                int from = brace - header.length() + header.lastIndexOf(name + "(");
                methods.add(new Method(
                        name,
                        lines(code.substring(from, end)),
                        name.equals(type),
                        parameters(declaration.substring(arguments + 1, declaration.lastIndexOf(')')))));
            }
            return end;
        }

        private static boolean isOpen(String header) {
            return header.chars().filter(each -> each == '(').count()
                    > header.chars().filter(each -> each == ')').count();
        }

        private int blockEnd(int brace) {
            int depth = 0;
            int i = brace;
            do {
                char each = code.charAt(i++);
                depth += each == '{' ? 1 : each == '}' ? -1 : 0;
            } while (depth > 0);
            return i;
        }

        private static int parameters(String list) {
            int depth = 0;
            int count = list.isBlank() ? 0 : 1;
            for (char each : list.toCharArray()) {
                depth += each == '<' || each == '(' ? 1 : each == '>' || each == ')' ? -1 : 0;
                count += each == ',' && depth == 0 ? 1 : 0;
            }
            return count;
        }
    }
}
