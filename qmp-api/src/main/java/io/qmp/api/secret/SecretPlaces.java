package io.qmp.api.secret;

import io.qmp.api.secret.CommandPlaces.NestedCommands;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The list of places, ready to be looked up. Not changed once made. */
final class SecretPlaces {
    private static final String NOT = "not";
    private static final String HARMLESS = "harmless";

    private final Set<String> lines;
    private final SecretNames members = new SecretNames();
    private final SecretNames properties = new SecretNames();
    private final Map<String, CommandPlaces> commands = new HashMap<>();
    private final Set<String> harmless = new HashSet<>();

    private SecretPlaces(Set<String> lines) {
        this.lines = lines;
        lines.forEach(line -> add(line, line.split(" ")));
    }

    /** The places that lines of text list, comments and empty lines among them. */
    static SecretPlaces of(Iterable<String> text) {
        Set<String> lines = new LinkedHashSet<>();
        for (String line : text) {
            String listed = line.strip();
            if (!listed.isEmpty() && !listed.startsWith("#")) {
                addOrTakeBack(listed.split("\\s+"), lines);
            }
        }
        return new SecretPlaces(lines);
    }

    private static void addOrTakeBack(String[] words, Set<String> lines) {
        boolean back = words[0].equals(NOT);
        List<String> listed = List.of(words).subList(back ? 1 : 0, words.length);
        List<String> each = listed.size() > 1 && listed.get(0).equals(HARMLESS)
                ? listed.stream().skip(1).map(word -> HARMLESS + ' ' + word).toList()
                : List.of(String.join(" ", listed));
        if (back) {
            each.forEach(lines::remove);
        } else {
            lines.addAll(each);
        }
    }

    /** These places, changed by more lines. */
    SecretPlaces with(List<String> more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(more);
        return of(all);
    }

    private void add(String line, String[] words) {
        switch (words[0] + ' ' + words.length) {
            case "member 2" -> {
                members.add(words[1]);
                properties.add(words[1]);
            }
            case "property 2" -> properties.add(words[1]);
            case "harmless 2" -> harmless.add(words[1]);
            case "argument 3" -> change(words[1]).arguments.add(words[2]);
            case "result 2" -> change(words[1]).results.add(CommandPlaces.ALL);
            case "result 3" -> change(words[1]).results.add(words[2]);
            case "plain 3" -> change(words[1]).plain.add(words[2]);
            case "property-of 3" -> change(words[1]).property = words[2];
            case "line 3" -> change(words[1]).line = words[2];
            case "commands 5" -> change(words[1]).nested = new NestedCommands(words[2], words[3], words[4]);
            default -> throw new IllegalArgumentException("'" + line + "' is not how a place of secrets is listed");
        }
    }

    private CommandPlaces change(String command) {
        return commands.computeIfAbsent(command, name -> new CommandPlaces());
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    CommandPlaces of(String command) {
        return commands.getOrDefault(command, CommandPlaces.UNLISTED);
    }

    SecretNames members() {
        return members;
    }

    SecretNames properties() {
        return properties;
    }

    /** Whether a command line of the human monitor begins with a harmless word. */
    boolean isHarmless(String commandLine) {
        return harmless.contains(commandLine.strip().split("\\s", 2)[0]);
    }
}
