package io.qmp.program.watch;

import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.QmpClient;
import io.qmp.client.operation.Operation;
import io.qmp.shell.Rendering;
import io.qmp.shell.ValuePath;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code COMMAND.PLACE==VALUE}: a place in the answer to a query has a value, or is not, below or above it.
 *
 * @param command the query, which has no arguments
 * @param place where in its answer; empty for all of it
 * @param relation {@code ==}, {@code !=}, {@code <}, {@code <=}, {@code >} or {@code >=}
 * @param value a text, or a number for {@code <} and the like
 * @param codec writes values
 */
record Comparison(String command, Optional<ValuePath> place, String relation, String value, WireCodec codec) {
    private static final Pattern FORM = Pattern.compile("([a-zA-Z_][\\w-]*)([.\\[].*?)?(==|!=|<=|>=|<|>)(.*)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,40}(\\.[0-9]{1,40})?");

    static Comparison parse(String text, WireCodec codec) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no condition: expected running, shutdown, job ID,"
                    + " event NAME or 'COMMAND.PLACE==VALUE', as in 'query-status.status==paused'");
        }
        String relation = form.group(3);
        String value = form.group(4);
        boolean ordered = relation.startsWith("<") || relation.startsWith(">");
        if (ordered && !NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + text + "': " + relation + " takes a number, not '" + value + "'");
        }
        Optional<ValuePath> place = Optional.ofNullable(form.group(2))
                .map(path -> ValuePath.parse(path.startsWith(".") ? path.substring(1) : path));
        return new Comparison(form.group(1), place, relation, value, codec);
    }

    Operation<Satisfied> operation(QmpClient client, Duration pause) {
        return Operation.<Satisfied>on(client)
                .askAfter(event -> true)
                .queryEvery(
                        pause,
                        command,
                        QmpObject.EMPTY,
                        answer -> holds(answer) ? Optional.of(Satisfied.by(answer)) : Optional.empty());
    }

    /** {@return whether an answer is as it should be} A place that is not there has no value. */
    boolean holds(QmpValue answer) {
        Optional<QmpValue> found =
                place.isEmpty() ? Optional.of(answer) : place.get().find(answer);
        boolean equal = found.filter(this::isEqual).isPresent();
        return switch (relation) {
            case "==" -> equal;
            case "!=" -> !equal;
            default ->
                found.flatMap(Comparison::number)
                        .filter(number -> isInOrder(number.compareTo(new BigDecimal(value))))
                        .isPresent();
        };
    }

    private boolean isEqual(QmpValue found) {
        Optional<BigDecimal> number = number(found);
        if (number.isPresent() && NUMBER.matcher(value).matches()) {
            return number.get().compareTo(new BigDecimal(value)) == 0;
        }
        String text = found instanceof QmpString string ? string.value() : Rendering.JSON.text(found, codec);
        return text.equals(value);
    }

    private boolean isInOrder(int sign) {
        return switch (relation) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case ">" -> sign > 0;
            default -> sign >= 0;
        };
    }

    private static Optional<BigDecimal> number(QmpValue value) {
        return value instanceof QmpNumber number
                        && NUMBER.matcher(number.toString()).matches()
                ? Optional.of(new BigDecimal(number.toString()))
                : Optional.empty();
    }
}
