package io.qmp.schema.generator;

import io.qmp.api.Experimental;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The program: {@code java -p … -m io.qmp.schema.generator/io.qmp.schema.generator.Main OPTIONS}. Without arguments it
 * prints its options.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Main {
    private static final String LOCK_HEADING = """
            Java names that were published: they never change. Written by the schema generator, which adds new ones.
            A path is COMMAND:arg, COMMAND:ret or EVENT:data, then /MEMBER, /=VALUE of a union's tag, /|KIND of an
            alternate's branch; UNION#VALUE is a case of a union, whose type is named after the union and this name.
            """;

    private Main() {}

    /**
     * Generates sources.
     *
     * @param arguments the options
     * @throws IOException if a file cannot be read or written
     * @throws IllegalArgumentException if an option or a file is invalid, or names are missing in the lock file
     */
    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help") || arguments.length == 0) {
            System.out.println(GeneratorOptions.HELP);
            return;
        }
        run(GeneratorOptions.parse(List.of(arguments)), System.out);
    }

    static void run(GeneratorOptions options, PrintStream out) throws IOException {
        if (options.add() != null) {
            out.println(
                    "recorded: " + options.recordings().add(options.settings().program(), options.add()));
        }
        Generation generation = Generation.of(options);
        generation.vanished().forEach(path -> out.println("removed, its name stays in the lock file: " + path));
        if (options.lock() != null) {
            if (options.updateLock()) {
                generation.lock().write(options.lock(), LOCK_HEADING);
            } else if (!generation.missingInLock().isEmpty()) {
                throw new IllegalArgumentException("the lock file " + options.lock()
                        + " lacks names, which --update-lock adds: " + String.join(", ", generation.missingInLock()));
            }
        }
        int written = SourceDirectory.write(options.output(), generation.sources());
        out.println(generation.sources().size() + " sources, " + written + " of them new or changed, in "
                + options.output());
    }
}
