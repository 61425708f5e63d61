package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.shell.Completion.Group;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Commands of which nothing but names and a line of help are known: those of the human monitor and of guest agents.
 *
 * @param commands the names with their help, which may be empty
 * @param info the words that may follow {@code info}, with their help
 * @since 0.1
 */
@Experimental(since = "0.1")
public record CommandWords(Map<String, String> commands, Map<String, String> info) {
    /** Knows none. */
    public static final CommandWords NONE = new CommandWords(Map.of(), Map.of());

    private static final String INFO = "info";
    private static final Pattern HELP = Pattern.compile("(?m)^(\\S+)(.*?)\\s+-- (.*)$");

    public CommandWords {
        commands = Map.copyOf(commands);
        info = Map.copyOf(info);
    }

    /** {@return commands without help} */
    public static CommandWords of(Collection<String> names) {
        return new CommandWords(names.stream().collect(Collectors.toMap(name -> name, name -> "")), Map.of());
    }

    /**
     * {@return the commands of a human monitor}
     *
     * @param help what {@code help} prints
     * @param info what {@code help info} prints
     */
    public static CommandWords ofMonitor(String help, String info) {
        Map<String, String> words = new LinkedHashMap<>();
        read(info).forEach((name, text) -> {
            if (name.startsWith(INFO + " ")) {
                words.put(name.substring(INFO.length() + 1), text);
            }
        });
        return new CommandWords(read(help), words);
    }

    /** {@return names and their help} A line is {@code name|alias arguments -- help}; a topic of info has two words. */
    private static Map<String, String> read(String help) {
        Map<String, String> commands = new LinkedHashMap<>();
        Matcher matcher = HELP.matcher(help);
        while (matcher.find()) {
            String arguments = matcher.group(2).strip();
            String text = matcher.group(3).strip();
            for (String name : matcher.group(1).split("\\|")) {
                boolean topic = name.equals(INFO) && !arguments.startsWith("[");
                commands.put(topic ? INFO + " " + arguments.split("\\s", 2)[0] : name, text);
            }
        }
        return commands;
    }

    /** {@return whether no command is known} */
    public boolean isEmpty() {
        return commands.isEmpty();
    }

    /**
     * {@return what the word before the cursor can be completed to}
     *
     * @param text the line
     * @param cursor where in it the cursor is
     */
    public List<Completion> complete(String text, int cursor) {
        int start = SchemaCompleter.wordStart(text, cursor);
        String before = text.substring(0, start).strip();
        String word = text.substring(start, cursor);
        Map<String, String> words = before.isEmpty() ? commands : before.equals(INFO) ? info : Map.of();
        return words.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(word))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Completion(entry.getKey(), entry.getValue(), Group.COMMAND, false, false))
                .toList();
    }
}
