package io.qmp.app.tool;

import io.qmp.app.serve.Serve;
import io.qmp.program.Syntax;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The command line of {@code serve} as far as its help shows it: for completion, not for reading. */
final class ServeSyntax {
    static final String HEADER = "Runs a server.";

    /** Option, label and the first line of what it means; or one of several options that have no more. */
    private static final Pattern OPTION = Pattern.compile("(?m)^ {2}(--?[a-z][a-z-]*)(?: ([^\\s]+))? {2,}(\\S.*)$");

    private static final Pattern LISTED = Pattern.compile("(?m)(?<=^ {2}|, )(-[A-Za-z][a-z-]*)(?=,)");

    private ServeSyntax() {}

    static Syntax syntax() {
        Map<String, Syntax.Option> options = new LinkedHashMap<>();
        String help = Serve.helpText();
        OPTION.matcher(help).results().forEach(found -> {
            String label = found.group(2) == null ? "" : found.group(2);
            options.putIfAbsent(found.group(1), new Syntax.Option(found.group(1), label, found.group(3), true));
        });
        LISTED.matcher(help)
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.equals("-h"))
                .forEach(name -> options.putIfAbsent(name, new Syntax.Option(name, label(name), "As in QEMU.", true)));
        return new Syntax(HEADER, "", List.of(), List.copyOf(options.values()));
    }

    /** {@return what stands for the value of an option; QEMU's switches have none} */
    private static String label(String name) {
        return name.startsWith("-no-") || name.equals("-S") ? "" : "VALUE";
    }
}
