package io.qmp.client.command;

import io.qmp.api.message.TraceContext;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The commands that were sent and not answered, in their order: finds the one that something received is the answer
 * to. Ids grow.
 *
 * <p>A command whose caller gave up stays as a mark by which its late reply is recognised; of
 * such marks the oldest are forgotten.
 */
final class SentCommands {
    private static final int MARKS = 1024;

    private final Map<QmpValue, PendingCommand<?>> unanswered = new LinkedHashMap<>();
    /** Commands that were answered by what had no id; a reply with the id may still come. */
    private final Map<QmpValue, PendingCommand<?>> answeredByOrder = new LinkedHashMap<>();

    /** The {@code quit} commands that the machine was carrying out when it said that it ends. */
    private final List<PendingCommand<?>> quits = new ArrayList<>();

    private long lastAnswered;
    private boolean blamed;

    void add(QmpValue id, PendingCommand<?> command) {
        unanswered.put(id, command);
    }

    int size() {
        return unanswered.size();
    }

    Collection<PendingCommand<?>> all() {
        return unanswered.values();
    }

    void clear() {
        unanswered.clear();
        answeredByOrder.clear();
    }

    /** The command with an id; {@code null} if there is none. */
    @Nullable
    PendingCommand<?> find(QmpValue id) {
        return unanswered.get(id);
    }

    /** Takes the command with an id, which is answered. */
    @Nullable
    PendingCommand<?> take(QmpValue id) {
        PendingCommand<?> command = unanswered.remove(id);
        if (command != null) {
            blamed = false;
            if (!command.outOfBand()) {
                passed(number(id));
            }
        }
        return command;
    }

    /** Takes a command that has been answered without its id before. */
    @Nullable
    PendingCommand<?> takeAnsweredByOrder(QmpValue id) {
        return answeredByOrder.remove(id);
    }

    /**
     * Takes the command that a reply without an id answers. In-band commands are answered in their order, so it is the
     * oldest of those behind the last that was answered; one before that does not get a reply any more.
     */
    @Nullable
    PendingCommand<?> takeByOrder() {
        PendingCommand<?> command = takeFirst((id, each) -> !each.outOfBand() && id > lastAnswered);
        if (command == null) {
            command = takeFirst((id, each) -> !each.outOfBand());
        }
        return command != null ? command : takeFirst((id, each) -> true);
    }

    /**
     * Takes the in-band command that an error without an id is meant for: peers answer so to what they cannot
     * parse. One such command may bring many errors; the others have to wait for a proper reply, so that they do
     * not fail in place of the first.
     *
     * @return {@code null} if it is meant for none
     */
    @Nullable
    PendingCommand<?> takeUnparsed() {
        if (blamed || unanswered.values().stream().allMatch(PendingCommand::outOfBand)) {
            return null;
        }
        blamed = true;
        return takeByOrder();
    }

    /** Forgets the oldest of those commands that their callers gave up, if there are too many. */
    void forgetOldMarks(Consumer<PendingCommand<?>> forgotten) {
        long surplus =
                unanswered.values().stream().filter(PendingCommand::isDone).count() - MARKS;
        for (Iterator<PendingCommand<?>> all = unanswered.values().iterator(); surplus > 0; ) {
            PendingCommand<?> command = all.next();
            if (command.isDone()) {
                all.remove();
                forgotten.accept(command);
                surplus--;
            }
        }
    }

    /** The machine ends: the end of the connection may be the answer to a {@code quit} that was sent. */
    void machineEnds() {
        unanswered.values().stream()
                .filter(PendingCommand::mayEndUnanswered)
                .filter(command -> !quits.contains(command))
                .forEach(quits::add);
    }

    /** A copy of the commands that the end of the connection answers, some of which may have been answered before. */
    List<PendingCommand<?>> answeredByTheEnd() {
        return List.copyOf(quits);
    }

    private @Nullable PendingCommand<?> takeFirst(Wanted wanted) {
        for (var all = unanswered.entrySet().iterator(); all.hasNext(); ) {
            var each = all.next();
            long id = number(each.getKey());
            if (wanted.test(id, each.getValue())) {
                all.remove();
                remember(each.getKey(), each.getValue());
                passed(id);
                return each.getValue();
            }
        }
        return null;
    }

    private void remember(QmpValue id, PendingCommand<?> command) {
        if (answeredByOrder.size() == MARKS) {
            answeredByOrder.remove(answeredByOrder.keySet().iterator().next());
        }
        answeredByOrder.put(id, command);
    }

    /** The peer has come to this command: it has answered what was sent before. */
    private void passed(long id) {
        lastAnswered = Math.max(lastAnswered, id);
    }

    private static long number(QmpValue id) {
        return id instanceof QmpLong number ? number.value() : TraceContext.number((QmpObject) id);
    }

    private interface Wanted {
        boolean test(long id, PendingCommand<?> command);
    }
}
