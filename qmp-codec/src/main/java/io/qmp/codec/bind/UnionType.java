package io.qmp.codec.bind;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.JsonType;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A union: an object that has the members of one of its cases. */
final class UnionType implements DataType {
    private final Class<?> type;
    private final String tag;
    private final List<Member> base;
    private final Map<String, ObjectType> cases;
    private final @Nullable ObjectType otherwise;
    private final FeatureSet features;
    private final Map<Class<?>, ObjectType> byRecord = new HashMap<>();

    /**
     * Makes the type.
     *
     * @param type the sealed interface
     * @param tag the name of the tag
     * @param base the members of all cases, the tag among them; every case begins with these
     * @param cases by value of the tag, in the order in which introspection tells them
     * @param otherwise what stands for values of the tag that are unknown, if there is such a record
     */
    UnionType(
            Class<?> type,
            String tag,
            List<Member> base,
            Map<String, ObjectType> cases,
            @Nullable ObjectType otherwise) {
        this.type = type;
        this.tag = tag;
        this.base = base;
        this.cases = cases;
        this.otherwise = otherwise;
        this.features = FeatureSet.ofType(type);
        cases.values().forEach(one -> byRecord.put(one.type(), one));
        if (otherwise != null) {
            byRecord.put(otherwise.type(), otherwise);
        }
    }

    Class<?> type() {
        return type;
    }

    String tag() {
        return tag;
    }

    List<Member> base() {
        return base;
    }

    FeatureSet features() {
        return features;
    }

    /** The members that the object has besides, by value of the tag, but for values that only older peers have. */
    Map<String, ObjectType> variants() {
        Map<String, ObjectType> variants = new LinkedHashMap<>();
        cases.forEach((value, one) -> {
            if (!isFormer(value)) {
                variants.put(
                        value,
                        one.with(
                                one.members().subList(base.size(), one.members().size())));
            }
        });
        return variants;
    }

    private boolean isFormer(String value) {
        return base.stream()
                .filter(member -> member.name().equals(tag))
                .map(member -> ((EnumType) member.type()).values().find(value))
                .anyMatch(known -> known != null && known.former());
    }

    @Override
    public JsonType jsonType() {
        return JsonType.OBJECT;
    }

    @Override
    public @Nullable Object read(QmpValue value, Place place) {
        if (!(value instanceof QmpObject object)) {
            throw place.wrongType("object");
        }
        if (object.get(tag) instanceof QmpString text) {
            ObjectType selected = cases.get(text.value());
            if (selected == null && !place.isStrict()) {
                selected = otherwise;
            }
            if (selected != null) {
                return selected.read(object, place);
            }
        }
        if (otherwise != null && object.get(tag) == null && !place.isStrict() && otherwise.lacks(tag)) {
            return otherwise.read(object, place);
        }
        return readWithoutCase(object, place);
    }

    /** Finds what is wrong first, with the tag or before it; leniently there is just no place for the object. */
    private @Nullable Object readWithoutCase(QmpObject object, Place place) {
        for (Member member : base) {
            member.read(object.get(member.name()), place);
        }
        return null;
    }

    @Override
    public QmpValue write(Object value, CompatPolicy policy) {
        return Objects.requireNonNull(byRecord.get(value.getClass())).write(value, policy);
    }
}
