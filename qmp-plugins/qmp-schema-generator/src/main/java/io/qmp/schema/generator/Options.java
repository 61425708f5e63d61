package io.qmp.schema.generator;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to generate.
 *
 * @param program how people call the program
 * @param schemas where answers to {@code query-qmp-schema} are, by the versions that gave them, oldest first
 * @param names the table of names that please more than those by rule; {@code null} for none
 * @param facts what introspection does not tell; {@code null} for nothing
 * @param lock the names that were published; {@code null} for none
 * @param updateLock whether to add new names to the lock file
 * @param basePackage the package above those of the generated types
 * @param since the version of the API that has the generated types; {@code null} for sources that are not published
 * @param output the directory of the sources; nothing else must be in it
 */
record Options(
        String program,
        Map<String, String> schemas,
        @Nullable Path names,
        @Nullable Path facts,
        @Nullable Path lock,
        boolean updateLock,
        String basePackage,
        @Nullable String since,
        Path output) {
    static final String HELP = """
            Writes Java sources for the commands and events of a QMP program.

              --program NAME         how people call it, such as QEMU
              --schema VERSION=SOURCE
                                     what that version answers to query-qmp-schema: a file with the array, or with the
                                     reply, compressed if its name ends in .gz; or unix:PATH or tcp:HOST:PORT of a
                                     server, which is asked. Several times, oldest version first
              --package NAME         the package above those of commands, events and types
              --output DIRECTORY     where the sources go; everything else in it is deleted
              --names FILE           names that please more than those by rule: lines of a path and a name
              --facts FILE           what introspection does not tell: rate limits, undeclared members, integer types,
                                     names of alternates, members that older versions lack
              --lock FILE            names that were published, and stay
              --update-lock          adds new names to the lock file instead of failing for them
              --since VERSION        marks all types as published in that version
            """;

    static Options parse(List<String> arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> schemas = new LinkedHashMap<>();
        boolean updateLock = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--update-lock")) {
                updateLock = true;
            } else if (!HELP.contains("  " + option + " ") || !rest.hasNext()) {
                throw new IllegalArgumentException("no option, or no value for it: " + option);
            } else if (option.equals("--schema")) {
                String[] parts = rest.next().split("=", 2);
                if (parts.length != 2) {
                    throw new IllegalArgumentException("--schema needs VERSION=SOURCE, not " + parts[0]);
                }
                schemas.put(parts[0], parts[1]);
            } else {
                values.put(option, rest.next());
            }
        }
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException("--schema is needed");
        }
        return new Options(
                needed("--program", values),
                schemas,
                path(values.get("--names")),
                path(values.get("--facts")),
                path(values.get("--lock")),
                updateLock,
                needed("--package", values),
                values.get("--since"),
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
