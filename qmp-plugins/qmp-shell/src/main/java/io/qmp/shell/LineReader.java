package io.qmp.shell;

import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one line apart. */
final class LineReader {
    private final String text;
    private final ShellSyntax syntax;
    private final Literals literals;
    private final List<Argument> arguments = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private Optional<Word> command = Optional.empty();
    private Optional<QmpObject> object = Optional.empty();
    private boolean outOfBand;
    private boolean opens;
    private boolean closes;

    LineReader(String text, ShellSyntax syntax) {
        this.text = text;
        this.syntax = syntax;
        this.literals = new Literals(syntax.codec());
    }

    ShellLine read() {
        Words.Split split = Words.split(text);
        List<Word> words = new ArrayList<>(split.words());
        if (!words.isEmpty() && words.get(0).text().startsWith("#")) {
            words.clear();
        }
        if (syntax.mode() == ShellSyntax.Mode.HMP) {
            command = words.stream().findFirst();
        } else {
            if (!split.closed() && !words.isEmpty()) {
                problems.add(Problem.at(words.get(words.size() - 1), "a quote or bracket is not closed"));
            }
            transaction(words);
            call(words);
        }
        return new ShellLine(text, syntax, command, outOfBand, arguments, object, opens, closes, problems);
    }

    private void transaction(List<Word> words) {
        boolean within = syntax.mode() == ShellSyntax.Mode.TRANSACTION;
        if (!within && !words.isEmpty() && words.get(0).text().startsWith(ShellLine.TRANSACTION)) {
            opens = true;
            Word first = words.remove(0);
            if (first.text().length() > ShellLine.TRANSACTION.length()) {
                words.add(0, first.from(ShellLine.TRANSACTION.length()));
            }
        }
        if ((within || opens)
                && !words.isEmpty()
                && words.get(words.size() - 1).text().equals(ShellLine.CLOSE)) {
            closes = true;
            words.remove(words.size() - 1);
        } else if (within && !words.isEmpty() && words.get(0).text().equals(ShellLine.CLOSE)) {
            problems.add(Problem.at(words.get(1), "nothing follows the end of a transaction"));
            words.clear();
        }
    }

    private void call(List<Word> words) {
        if (words.isEmpty()) {
            return;
        }
        if (words.get(0).text().startsWith("{")) {
            request(words);
            return;
        }
        if (words.get(0).text().equals(ShellLine.OUT_OF_BAND)) {
            outOfBand = true;
            Word prefix = words.remove(0);
            if (words.isEmpty()) {
                problems.add(Problem.at(prefix, "a command is missing behind it"));
                return;
            }
        }
        command = Optional.of(words.remove(0));
        for (Word word : words) {
            if (word.text().startsWith("{")) {
                arguments(word);
            } else {
                argument(word);
            }
        }
    }

    private void request(List<Word> words) {
        Word request = words.remove(0);
        words.forEach(word -> problems.add(Problem.at(word, "nothing follows a request")));
        QmpObject members = object(request);
        for (String key : List.of(WireNames.EXECUTE, WireNames.EXEC_OOB)) {
            members.string(key).ifPresent(name -> {
                int place =
                        Math.max(0, request.text().indexOf(name, request.text().indexOf(key) + key.length()));
                command = Optional.of(new Word(name, request.start() + place));
                outOfBand = key.equals(WireNames.EXEC_OOB);
            });
        }
        if (command.isEmpty()) {
            problems.add(Problem.at(request, "a request has the member 'execute' or 'exec-oob'"));
        }
        object = Optional.of(members.object(WireNames.ARGUMENTS).orElse(QmpObject.EMPTY));
    }

    private void arguments(Word word) {
        if (object.isPresent() || !arguments.isEmpty()) {
            problems.add(Problem.at(word, "arguments are either one object or KEY=VALUE"));
        }
        object = Optional.of(object(word));
    }

    private QmpObject object(Word word) {
        try {
            QmpValue value = literals.parse(word.text());
            if (value instanceof QmpObject members) {
                return members;
            }
            problems.add(Problem.at(word, "this is no object"));
        } catch (IllegalArgumentException e) {
            problems.add(Problem.at(word, "this is no JSON: " + e.getMessage()));
        }
        return QmpObject.EMPTY;
    }

    private void argument(Word word) {
        int equals = word.text().indexOf('=');
        if (object.isPresent()) {
            problems.add(Problem.at(word, "arguments are either one object or KEY=VALUE"));
        } else if (equals < 1) {
            problems.add(Problem.at(word, "'" + word.text() + "' is not of the form KEY=VALUE"));
        } else {
            Keys.parse(word.until(equals), problems)
                    .ifPresent(path -> arguments.add(new Argument(word, path, word.from(equals + 1))));
        }
    }
}
