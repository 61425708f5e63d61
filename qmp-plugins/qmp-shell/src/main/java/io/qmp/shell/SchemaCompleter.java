package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaTypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Completes and checks lines by the introspection of a peer. A pure function but for the {@link ValueSource}; safe for
 * use by several threads if that is.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class SchemaCompleter {
    private final Schema schema;
    private final ValueSource live;
    private final List<Completion> commands;
    private final List<Completion> actions;

    /**
     * Makes a completer.
     *
     * @param schema the introspection of the peer
     * @param live has the values that exist now
     */
    public SchemaCompleter(Schema schema, ValueSource live) {
        this.schema = schema;
        this.live = live;
        this.commands = schema.entities().stream()
                .filter(SchemaInfo.Command.class::isInstance)
                .map(command -> command(command.name(), command))
                .toList();
        this.actions = ArgumentRoot.actions(schema).stream()
                .map(name -> new Completion(name, "action", Completion.Group.COMMAND, false, false))
                .toList();
    }

    private static Completion command(String name, SchemaInfo entity) {
        return Completion.marked(name, "", Completion.Group.COMMAND, SchemaTypes.features(entity.features()));
    }

    /**
     * {@return what the word before the cursor can be completed to} Each completion stands for the whole word, which
     * begins where {@link #wordStart} says.
     *
     * @param text the line
     * @param cursor where in it the cursor is
     * @param syntax how the line is read
     */
    public List<Completion> complete(String text, int cursor, ShellSyntax syntax) {
        if (syntax.mode() == ShellSyntax.Mode.HMP) {
            return List.of();
        }
        int start = wordStart(text, cursor);
        String word = text.substring(start, cursor);
        int end = cursor;
        while (end < text.length() && !Words.isSpace(text.charAt(end))) {
            end++;
        }
        ShellLine others =
                ShellLine.parse(text.substring(0, start) + " ".repeat(end - start) + text.substring(end), syntax);
        if (others.command().isEmpty() || others.command().get().start() > start) {
            return matching(word, others.isAction() ? actions.stream() : commands(others.outOfBand()));
        }
        return ArgumentRoot.of(schema, others)
                .map(root -> matching(word, new ArgumentCompletion(schema, live, root, others).completions(word)))
                .orElse(List.of());
    }

    private Stream<Completion> commands(boolean outOfBand) {
        if (outOfBand) {
            return commands.stream().filter(command -> allowsOob(command.text()));
        }
        Stream<Completion> own = Stream.of(
                new Completion(
                        ShellLine.TRANSACTION, "several actions at once", Completion.Group.COMMAND, false, false),
                new Completion(
                        ShellLine.OUT_OF_BAND,
                        "beside the commands that wait",
                        Completion.Group.COMMAND,
                        false,
                        false));
        return Stream.concat(commands.stream(), own);
    }

    private static List<Completion> matching(String word, Stream<Completion> completions) {
        return completions
                .filter(completion -> completion.text().startsWith(word))
                .toList();
    }

    /**
     * {@return where the word before the cursor begins; the cursor itself behind white space}
     *
     * @param text the line
     * @param cursor where in it the cursor is
     */
    public static int wordStart(String text, int cursor) {
        List<Word> words = Words.split(text.substring(0, cursor)).words();
        if (words.isEmpty()) {
            return cursor;
        }
        Word last = words.get(words.size() - 1);
        int start =
                last.text().startsWith(ShellLine.TRANSACTION) && last.text().length() > ShellLine.TRANSACTION.length()
                        ? last.start() + ShellLine.TRANSACTION.length()
                        : last.start();
        return last.end() == cursor ? start : cursor;
    }

    /**
     * {@return what is wrong with a line, in the order of the line; empty if the peer will understand it}
     *
     * @param line the line
     */
    public List<Problem> check(ShellLine line) {
        LineArguments arguments = LineArguments.read(line, schema);
        List<Problem> problems = new ArrayList<>(arguments.problems());
        if (line.syntax().mode() == ShellSyntax.Mode.HMP || line.command().isEmpty() || !problems.isEmpty()) {
            return problems;
        }
        Word command = line.command().get();
        ArgumentRoot.of(schema, line)
                .ifPresentOrElse(
                        root -> root.check(schema, arguments.values()).stream()
                                .map(violation -> ProblemPlace.of(line, root.prefix(), violation))
                                .forEach(problems::add),
                        () -> problems.add(Problem.at(command, unknown(line, command.text()))));
        if (line.outOfBand() && !allowsOob(command.text())) {
            problems.add(Problem.at(command, "is not executed out of band"));
        }
        return problems;
    }

    private boolean allowsOob(String name) {
        return schema.command(name)
                .map(command -> Boolean.TRUE.equals(command.allowOob()))
                .orElse(false);
    }

    private String unknown(ShellLine line, String name) {
        Collection<String> known = (line.isAction() ? actions : commands)
                .stream().map(Completion::text).toList();
        return "there is no " + (line.isAction() ? "action" : "command") + " '" + name + "'"
                + Names.advice(name, known);
    }
}
