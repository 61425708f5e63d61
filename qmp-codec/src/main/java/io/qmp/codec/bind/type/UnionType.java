package io.qmp.codec.bind.type;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A union: an object that has the members of one of its cases. */
public final class UnionType implements StructuredType {
    private final Class<?> type;
    private final String tag;
    private final List<Member> base;
    private final Map<String, ObjectType> cases;
    private final @Nullable ObjectType otherwise;
    private final FeatureSet features;
    private final Map<Class<?>, ObjectType> byRecord = new HashMap<>();
    /** Made on first use; a data race is harmless. */
    private @Nullable TextUnion textUnion;

    /**
     * Makes the type.
     *
     * @param type the sealed interface
     * @param tag the name of the tag
     * @param base the members of all cases, the tag among them; every case begins with these
     * @param cases by value of the tag, in the order of introspection
     * @param otherwise the record for unknown values of the tag; {@code null} for none
     */
    public UnionType(
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

    public Class<?> type() {
        return type;
    }

    public String tag() {
        return tag;
    }

    public List<Member> base() {
        return base;
    }

    public FeatureSet features() {
        return features;
    }

    /**
     * The members of each case without those of all cases, by value of the tag; cases that only older peers have are
     * left out. In QEMU's order: cases without members, which its schema does not mention, come last.
     */
    public Map<String, ObjectType> variants() {
        Map<String, ObjectType> variants = new LinkedHashMap<>();
        Map<String, ObjectType> empty = new LinkedHashMap<>();
        cases.forEach((value, one) -> {
            if (!isFormer(value)) {
                ObjectType further = one.with(
                        one.members().subList(base.size(), one.members().size()));
                (further.isEmpty() ? empty : variants).put(value, further);
            }
        });
        variants.putAll(empty);
        return variants;
    }

    private boolean isFormer(String value) {
        return base.stream()
                .filter(member -> member.name().equals(tag))
                .map(member -> ((EnumType) member.type()).values().find(value))
                .anyMatch(known -> known != null && known.former());
    }

    @Override
    public @Nullable ObjectType select(QmpObject object, ReadPath path) {
        QmpValue value = object.get(tag);
        ObjectType known = value instanceof QmpString text ? cases.get(text.value()) : null;
        if (known != null) {
            return known;
        }
        if (otherwise != null && !path.isStrict()) {
            return otherwise;
        }
        // The first error, in the tag or a member before it, is thrown. When reading leniently, the object is dropped.
        for (Member member : base) {
            QmpValue given = object.get(member.name());
            if (given == null) {
                member.absent(path);
            } else {
                member.type()
                        .read(
                                given,
                                path.accepted(member.name(), member.features().names()));
            }
        }
        path.dropped(object);
        return null;
    }

    @Override
    public @Nullable Object read(TextSource source) {
        if (source.text().kind() != '{') {
            return StructuredType.super.read(source);
        }
        TextUnion reader = textUnion;
        if (reader == null) {
            reader = new TextUnion(this, tag, cases, otherwise);
            textUnion = reader;
        }
        return reader.read(source);
    }

    @Override
    public ObjectType typeOf(Object value) {
        return Objects.requireNonNull(byRecord.get(value.getClass()));
    }

    @Override
    public <R> R accept(TypeVisitor<R> visitor) {
        return visitor.union(this);
    }
}
