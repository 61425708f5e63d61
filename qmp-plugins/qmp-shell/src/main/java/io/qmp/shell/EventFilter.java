package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Chooses events by their names and data.
 *
 * @param names patterns of which one must match the name; any name if there are none
 * @param conditions what must all be true of the data
 * @param codec writes values, to compare them with the text of conditions
 * @since 0.1
 */
@Experimental(since = "0.1")
public record EventFilter(List<Pattern> names, List<Condition> conditions, WireCodec codec) {
    public EventFilter {
        names = List.copyOf(names);
        conditions = List.copyOf(conditions);
    }

    /**
     * A member of the data has a value.
     *
     * @param place where in the data
     * @param text a string as it is, any other value as JSON
     */
    public record Condition(ValuePath place, String text) {}

    /**
     * {@return the filter that texts stand for}
     *
     * @param globs names, in which {@code *} stands for any text and {@code ?} for any character
     * @param conditions {@code PLACE=VALUE}, the place as {@link ValuePath} has it
     * @param codec writes values
     * @throws IllegalArgumentException if a condition is of another form
     */
    public static EventFilter of(List<String> globs, List<String> conditions, WireCodec codec) {
        return new EventFilter(
                globs.stream().map(EventFilter::pattern).toList(),
                conditions.stream().map(EventFilter::condition).toList(),
                codec);
    }

    private static Pattern pattern(String glob) {
        StringBuilder pattern = new StringBuilder();
        glob.chars()
                .mapToObj(Character::toString)
                .forEach(character -> pattern.append(
                        character.equals("*") ? ".*" : character.equals("?") ? "." : Pattern.quote(character)));
        return Pattern.compile(pattern.toString());
    }

    private static Condition condition(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + text + "' is not of the form KEY=VALUE");
        }
        return new Condition(ValuePath.parse(text.substring(0, equals)), text.substring(equals + 1));
    }

    /** {@return whether an event is one of those chosen} */
    public boolean matches(Event event) {
        boolean named = names.isEmpty()
                || names.stream().anyMatch(name -> name.matcher(event.name()).matches());
        return named && conditions.stream().allMatch(condition -> holds(condition, event));
    }

    private boolean holds(Condition condition, Event event) {
        return condition
                .place()
                .find(event.data())
                .map(this::text)
                .filter(condition.text()::equals)
                .isPresent();
    }

    private String text(QmpValue value) {
        return value instanceof QmpString string ? string.value() : Rendering.JSON.text(value, codec);
    }
}
