package io.qmp.schema.generator;

import io.qmp.schema.generator.source.SourceSettings;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of the program.
 *
 * @param settings settings of the generated sources
 * @param schemas files or addresses of introspections by version
 * @param recordings the recorded introspections
 * @param add the file or address of an introspection to add to the recorded ones; {@code null} for none
 * @param names the table of names that replace those made by rule; {@code null} for none
 * @param facts facts that are not in the introspection; {@code null} for none
 * @param lock the published names; {@code null} for none
 * @param updateLock whether to add new names to the lock file
 * @param output the directory of the sources; all other files in it are deleted
 */
record GeneratorOptions(
        SourceSettings settings,
        Map<String, String> schemas,
        Recordings recordings,
        @Nullable String add,
        @Nullable Path names,
        @Nullable Path facts,
        @Nullable Path lock,
        boolean updateLock,
        Path output) {
    private static final String NONE = "none";

    static final String HELP = """
            Writes Java sources for the commands and events of a QMP program.

              --program NAME         its display name, such as QEMU
              --schema VERSION=SOURCE
                                     the answer of that version to query-qmp-schema: a file with the array or the
                                     reply, compressed if its name ends in .gz, or the address of a running server,
                                     unix:PATH or tcp:HOST:PORT. Several times, in any order
              --schemas DIRECTORY    a directory of such files, one for each version: NAME-X.Y.Z.json.gz
              --add SOURCE           records one more version in that directory, and adds its names to the lock file:
                                     a running server, or a file of that name. It replaces a recording with the same
                                     X.Y. none adds nothing
              --package NAME         the package above those of commands, events and types
              --output DIRECTORY     the directory of the sources; all other files in it are deleted
              --names FILE           names that replace those made by rule: lines of a path and a name
              --facts FILE           facts that are not in the introspection: rate limits, undeclared members, integer
                                     types, names of alternates, members that older versions lack
              --lock FILE            published names, which never change
              --update-lock          adds new names to the lock file; without it they are an error
              --since VERSION        marks all types as published in that version
              --reference URL        the address of the program's reference manual, which all types link to
            """;

    private static void addSchema(String argument, Map<String, String> schemas) {
        String[] parts = argument.split("=", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("--schema needs VERSION=SOURCE, not " + argument);
        }
        schemas.put(parts[0], parts[1]);
    }

    static GeneratorOptions parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> schemas = new LinkedHashMap<>();
        boolean updateLock = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--update-lock")) {
                updateLock = true;
            } else if (!HELP.contains("  " + option + " ") || !rest.hasNext()) {
                throw new IllegalArgumentException("unknown option, or option without a value: " + option);
            } else if (option.equals("--schema")) {
                addSchema(rest.next(), schemas);
            } else {
                values.put(option, rest.next());
            }
        }
        if (schemas.isEmpty() && !values.containsKey("--schemas")) {
            throw new IllegalArgumentException("--schema is needed, or --schemas");
        }
        String add = values.getOrDefault("--add", NONE);
        if (!add.equals(NONE) && !values.containsKey("--schemas")) {
            throw new IllegalArgumentException("--add needs --schemas");
        }
        return new GeneratorOptions(
                new SourceSettings(
                        needed("--program", values),
                        needed("--package", values),
                        values.get("--since"),
                        values.get("--reference")),
                schemas,
                new Recordings(path(values.get("--schemas"))),
                add.equals(NONE) ? null : add,
                path(values.get("--names")),
                path(values.get("--facts")),
                path(values.get("--lock")),
                updateLock || !add.equals(NONE),
                Path.of(needed("--output", values)));
    }

    private static String needed(String option, Map<String, String> values) {
        String value = values.get(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " is needed");
        }
        return value;
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }
}
