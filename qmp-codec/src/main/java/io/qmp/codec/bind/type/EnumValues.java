package io.qmp.codec.bind.type;

import io.qmp.api.type.Open;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpString;
import io.qmp.codec.json.NameSet;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The values of an enumeration, in the order of its constants. */
public final class EnumValues {
    private final Class<?> type;
    private final FeatureSet features;
    private final List<Value> values = new ArrayList<>();
    private final Map<String, Value> byText = new HashMap<>();
    /** Made on first use; a data race is harmless. */
    private @Nullable NameSet names;

    /** One value. */
    public record Value(QmpString text, Enum<?> constant, Open<?> open, FeatureSet features, boolean former) {}

    /**
     * Makes the values.
     *
     * @param type the enumeration
     * @param former whether current peers do not have a constant, by its declaration
     */
    public EnumValues(Class<?> type, Predicate<AnnotatedElement> former) {
        this.type = type;
        this.features = FeatureSet.of(type);
        for (Object constant : type.getEnumConstants()) {
            Value value = value((Enum<?>) constant, former);
            values.add(value);
            if (byText.put(value.text().value(), value) != null) {
                throw new IllegalArgumentException(type.getName() + ": two constants stand for " + value.text());
            }
        }
    }

    private static Value value(Enum<?> constant, Predicate<AnnotatedElement> former) {
        try {
            Field declaration = constant.getDeclaringClass().getField(constant.name());
            return new Value(
                    new QmpString(WireNaming.enumValue(constant)),
                    constant,
                    open(constant),
                    FeatureSet.of(declaration),
                    former.test(declaration));
        } catch (NoSuchFieldException e) {
            throw new AssertionError("an enum constant is a public field of its class", e);
        }
    }

    private static <E extends Enum<E>> Open<?> open(Enum<?> constant) {
        @SuppressWarnings("unchecked") // every enum constant is one of its own enum
        E itself = (E) constant;
        return Open.of(itself);
    }

    public Class<?> type() {
        return type;
    }

    public FeatureSet features() {
        return features;
    }

    public List<Value> all() {
        return values;
    }

    /** The values as they are written, in their order. */
    public NameSet names() {
        NameSet known = names;
        if (known == null) {
            known = new NameSet(
                    values.stream().map(value -> value.text().value()).toList());
            names = known;
        }
        return known;
    }

    @Nullable
    public Value find(String text) {
        return byText.get(text);
    }

    public QmpString write(Enum<?> constant) {
        return values.get(constant.ordinal()).text();
    }
}
