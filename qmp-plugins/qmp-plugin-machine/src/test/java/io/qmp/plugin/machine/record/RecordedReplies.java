package io.qmp.plugin.machine.record;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers of boards without devices to all queries without arguments, and what {@code info} prints. A line has a
 * query, the boards that answer alike, and the answer; an error is an object with an exclamation mark.
 */
final class RecordedReplies {
    /** Of the process, or recorded elsewhere. */
    private static final Set<String> OTHERS =
            Set.of("query-qmp-schema", "query-commands", "query-version", "query-chardev");

    private static final Pattern INFO = Pattern.compile("info ([a-z0-9_\\-]+)( .*)? -- .*");

    private final Map<String, Map<String, List<String>>> boards = new LinkedHashMap<>();

    /** Takes the answers of an earlier record, but for those of some boards. */
    void keep(List<String> lines, List<String> without) {
        for (String line : lines) {
            String[] fields = line.split("\t");
            List<String> names = new ArrayList<>(List.of(fields[1].split(",")));
            names.removeAll(without);
            if (!names.isEmpty()) {
                boards.computeIfAbsent(fields[0], first -> new LinkedHashMap<>())
                        .put(fields[2], names);
            }
        }
    }

    /** Asks a board. */
    void ask(RecordedQemu qemu, String board) {
        for (QmpObject command : qemu.list("query-commands", QmpObject.EMPTY)) {
            String name = command.string("name").orElseThrow();
            if (name.matches("(x-)?query-.*") && !OTHERS.contains(name)) {
                add(name, board, answer(qemu, name, QmpObject.EMPTY));
            }
        }
        for (String line : qemu.print("help info").lines().toList()) {
            Matcher info = INFO.matcher(line);
            if (info.matches()) {
                String command = "info " + info.group(1);
                add(
                        command,
                        board,
                        answer(qemu, "human-monitor-command", QmpObject.of("command-line", QmpValue.of(command))));
            }
        }
    }

    private void add(String query, String board, QmpValue answer) {
        boards.computeIfAbsent(query, first -> new LinkedHashMap<>())
                .computeIfAbsent(Lines.json(answer), first -> new ArrayList<>())
                .add(board);
    }

    static QmpValue answer(RecordedQemu qemu, String command, QmpObject arguments) {
        try {
            return qemu.ask(command, arguments);
        } catch (QemuRefusal e) {
            if (e.kind().equals("Ended")) {
                throw new IllegalStateException(command + arguments, e);
            }
            return QmpObject.of("!", QmpValue.of(e.text()), "class", QmpValue.of(e.kind()));
        }
    }

    /** {@return the record} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        boards.forEach((query, answers) ->
                answers.forEach((answer, names) -> lines.add(Lines.of(query, String.join(",", names), answer))));
        lines.removeIf(line -> line.contains("Parameter '") && line.contains("is missing\""));
        return lines;
    }
}
