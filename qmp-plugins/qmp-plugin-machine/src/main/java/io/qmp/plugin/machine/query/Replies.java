package io.qmp.plugin.machine.query;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.machine.object.Recorded;
import io.qmp.plugin.qemu.type.Accelerator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recorded answers of a board to queries without arguments, and what {@code info} prints. They are read when the
 * first is asked for.
 */
public final class Replies {
    private static final String NO_JIT = "{\"!\": \"JIT information is only available with accel=tcg\"}";
    private static final String NO_COUNTS = "{\"!\": \"Opcode count information is only available with accel=tcg\"}";

    /** What is answered by a machine whose guest is not translated. */
    private static final Map<String, String> WITHOUT_TCG = Map.of(
            "x-query-jit", NO_JIT,
            "info jit", NO_JIT,
            "x-query-opcount", NO_COUNTS,
            "info opcount", NO_COUNTS,
            "info accel", "\"\"");

    private static final Map<Accelerator, String> ACCELERATORS = Map.of(
            Accelerator.QTEST, "\"kvm mshv [qtest] tcg\\r\\n\"",
            Accelerator.KVM, "\"[kvm] mshv qtest tcg\\r\\n\"");

    private final Recorded recorded;
    private final String board;
    private final WireCodec codec;
    private final Map<String, String> instead;
    private @Nullable Map<String, String> answers;

    /** The answers of a board of a version; some are others if its accelerator is not TCG. */
    public Replies(Recorded recorded, MachineConfig config, WireCodec codec) {
        MachineType.Kind board = config.type().kind();
        this.instead = instead(config.accelerator());
        this.recorded = recorded;
        this.board = board.label();
        this.codec = codec;
    }

    private static Map<String, String> instead(Accelerator accelerator) {
        if (accelerator == Accelerator.TCG) {
            return Map.of();
        }
        Map<String, String> others = new HashMap<>(WITHOUT_TCG);
        others.put("info accelerators", ACCELERATORS.getOrDefault(accelerator, ""));
        return others;
    }

    /**
     * {@return the answer to a query}
     *
     * @throws CommandFailedException if the answer is an error
     */
    public QmpValue get(String query) {
        String answer = answers().get(query);
        if (answer == null) {
            throw CommandFailedException.generic("Command '" + query + "' is not implemented");
        }
        QmpValue value = codec.parse(answer);
        if (value instanceof QmpObject error && error.string("!").isPresent()) {
            throw new CommandFailedException(new QmpError(
                    error.string("class").orElse(QmpError.GENERIC_ERROR),
                    error.string("!").get()));
        }
        return value;
    }

    /** {@return whether the answer to a query or line was recorded} */
    public boolean knows(String line) {
        return answers().containsKey(line);
    }

    /** {@return whether the accelerator has statistics} */
    boolean hasStatistics() {
        return instead.isEmpty();
    }

    /**
     * {@return what a line of the human monitor prints, if that was recorded}
     *
     * @throws CommandFailedException if it is an error
     */
    public Optional<String> text(String line) {
        return Optional.ofNullable(answers().get(line))
                .map(text -> get(line))
                .filter(QmpString.class::isInstance)
                .map(text -> ((QmpString) text).value());
    }

    private Map<String, String> answers() {
        Map<String, String> read = answers;
        if (read == null) {
            read = new HashMap<>();
            for (String line : recorded.lines("replies")) {
                String[] fields = line.split("\t");
                if (List.of(fields[1].split(",")).contains(board)) {
                    read.put(fields[0], fields[2]);
                }
            }
            read.replaceAll((line, answer) -> instead.getOrDefault(line, answer));
            answers = read;
        }
        return read;
    }
}
