package io.qmp.program.text;

import io.qmp.api.Experimental;
import io.qmp.program.Syntax;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pages of the manual, as {@code man} reads them.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class ManualPage {
    private final StringBuilder text = new StringBuilder();

    private ManualPage(String name, String version, String header) {
        text.append(".TH ")
                .append(name.toUpperCase(java.util.Locale.ROOT).replace("-", "\\-"))
                .append(" 1 \"\" \"")
                .append(plain(version))
                .append("\" \"User Commands\"\n");
        section("NAME");
        text.append(plain(name)).append(" \\- ").append(plain(phrase(header))).append('\n');
    }

    /**
     * {@return the page of the whole program}
     *
     * @param version what the page is of, as its last line shows it
     * @param about what the program does, in one line
     * @param commands the subcommands by their names
     */
    public static String ofProgram(String version, String about, Map<String, Syntax> commands) {
        ManualPage page = new ManualPage("qmp", version, about);
        page.section("SYNOPSIS");
        page.text.append(".B qmp\n.I SUBCOMMAND\n.RI [ ARGUMENT .\\|.\\|. ]\n");
        page.section("SUBCOMMANDS");
        commands.forEach((name, syntax) -> page.item("\\fBqmp\\-" + plain(name) + "\\fR(1)", syntax.header()));
        page.section("SEE ALSO");
        page.text
                .append(commands.keySet().stream()
                        .map(name -> ".BR qmp\\-" + plain(name) + " (1)")
                        .collect(Collectors.joining(",\n")))
                .append('\n');
        return page.text.toString();
    }

    /**
     * {@return the page of a subcommand}
     *
     * @param version what the page is of, as its last line shows it
     * @param name its name
     * @param syntax its command line
     * @param statuses the meanings of exit statuses by their numbers
     */
    public static String of(String version, String name, Syntax syntax, Map<String, String> statuses) {
        ManualPage page = new ManualPage("qmp-" + name, version, syntax.header());
        page.section("SYNOPSIS");
        page.text.append(".B qmp ").append(plain(name)).append('\n');
        page.text.append(syntax.options().isEmpty() ? "" : ".RI [ OPTION .\\|.\\|. ]\n");
        syntax.parameters().forEach(page::parameter);
        page.section("DESCRIPTION");
        page.text.append(line(syntax.header() + " " + syntax.description()));
        syntax.parameters().forEach(it -> page.item("\\fI" + plain(it.label()) + "\\fR", it.description()));
        page.section("OPTIONS");
        syntax.options()
                .forEach(it -> page.item(
                        "\\fB" + plain(it.name()) + "\\fR"
                                + (it.hasValue() ? " \\fI" + plain(it.label()) + "\\fR" : ""),
                        it.description()));
        page.item("\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "Shows this help.");
        if (!syntax.examples().isEmpty()) {
            page.section("EXAMPLES");
            syntax.examples().forEach(it -> page.item("\\fB" + plain(it.line()) + "\\fR", it.meaning()));
        }
        page.section("EXIT STATUS");
        statuses.forEach((number, meaning) -> page.item("\\fB" + number + "\\fR", meaning));
        page.section("SEE ALSO");
        page.text.append(".BR qmp (1)\n");
        return page.text.toString();
    }

    /**
     * {@return the page of a subcommand whose help is written by hand}
     *
     * @param version what the page is of, as its last line shows it
     * @param name its name
     * @param header one line that says what it does
     * @param help its help, which keeps its lines
     */
    public static String ofText(String version, String name, String header, List<String> help) {
        ManualPage page = new ManualPage("qmp-" + name, version, header);
        page.section("DESCRIPTION");
        page.text.append(".nf\n");
        help.forEach(line -> page.text.append(line.isBlank() ? "\n" : line(line)));
        page.text.append(".fi\n");
        page.section("SEE ALSO");
        page.text.append(".BR qmp (1)\n");
        return page.text.toString();
    }

    private void section(String title) {
        text.append(".SH ").append(title).append('\n');
    }

    private void item(String term, String description) {
        text.append(".TP\n").append(term).append('\n').append(line(description));
    }

    private void parameter(Syntax.Parameter parameter) {
        String label = "\\fI" + plain(parameter.label()) + "\\fR";
        text.append(
                        switch (parameter.count()) {
                            case REQUIRED -> label;
                            case OPTIONAL -> "[" + label + "]";
                            case ANY -> "[" + label + " .\\|.\\|.]";
                        })
                .append('\n');
    }

    /** {@return a sentence as the phrase that the list of all pages shows} */
    private static String phrase(String sentence) {
        String text = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /** {@return a line of text, in which nothing is a request} */
    private static String line(String text) {
        String plain = plain(text.strip().equals(text) ? text : text.stripTrailing());
        return (plain.startsWith(".") || plain.startsWith("'") ? "\\&" : "") + plain + "\n";
    }

    private static String plain(String text) {
        return text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("\"", "\\(dq")
                .replace("'", "\\(aq")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("`", "\\(ga")
                .replace("…", "\\|.\\|.\\|.");
    }
}
