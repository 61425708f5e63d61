package io.qmp.codec.bind;

import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object, which is a record; also a union in one of its cases. */
final class ObjectType implements StructuredType {
    private final RecordClass record;
    private final FeatureSet features;
    private final List<Member> members;
    /** The names of all members. */
    private final Set<String> names = new LinkedHashSet<>();
    /** Those of members that peers of today have. */
    private final Set<String> presentNames = new LinkedHashSet<>();

    private final @Nullable Inlined inlined;
    private final @Nullable Slot rest;

    /**
     * Makes the type.
     *
     * @param members the members in the order in which they are read
     * @param inlined the component whose value has its members among these, if there is one
     * @param rest the component for members that are not among these, if there is one
     */
    ObjectType(RecordClass record, List<Member> members, @Nullable Inlined inlined, @Nullable Slot rest) {
        this.record = record;
        this.features = FeatureSet.ofType(record.type());
        this.members = List.copyOf(members);
        this.inlined = inlined;
        this.rest = rest;
        for (Member member : members) {
            if (!names.add(member.name())) {
                throw new IllegalArgumentException(type().getName() + "."
                        + member.slot().name() + ": there is a member '" + member.name() + "' already");
            }
            if (!member.isFormer()) {
                presentNames.add(member.name());
            }
        }
    }

    /** The same record with its members in another order, or with fewer or more of them. */
    ObjectType with(List<Member> others) {
        return new ObjectType(record, others, inlined, rest);
    }

    /** The member of that name, or {@code null}. */
    @Nullable
    Member member(String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    Class<?> type() {
        return record.type();
    }

    FeatureSet features() {
        return features;
    }

    List<Member> members() {
        return members;
    }

    /** Whether it has no members, be they inline. */
    boolean isEmpty() {
        return members.isEmpty() && inlined == null;
    }

    @Nullable
    Inlined inlined() {
        return inlined;
    }

    @Override
    public ObjectType select(QmpObject object, Place place) {
        return this;
    }

    /**
     * Reads the members of an object that are of this type.
     *
     * @param outer the members that are not; {@code null} for none
     * @return the record; {@code null} if what is inline has no place for them, when reading leniently
     */
    @Nullable
    Object readMembers(QmpObject object, @Nullable Known outer, Place place) {
        @Nullable Object[] values = record.newValues();
        boolean strict = place.isStrict();
        int found = outer == null ? 0 : outer.found();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            QmpValue given = strict && member.isFormer() ? null : object.get(member.name());
            Object read;
            if (given == null) {
                read = member.absent(place);
            } else {
                found++;
                read = strict && rest != null ? readIfItFits(member, given, place) : member.read(given, place);
            }
            member.slot().put(read, values);
        }
        Set<String> known = strict ? presentNames : names;
        if (inlined != null) {
            ObjectType selected = inlined.target().select(object, place);
            Object inner =
                    selected == null ? null : selected.readMembers(object, new Known(outer, known, found), place);
            if (inner == null) {
                return null;
            }
            inlined.slot().put(inner, values);
        } else if (rest != null) {
            rest.put(new Known(outer, known, found).others(object), values);
        } else if (found < object.members().size()) {
            place.leftover(object, new Known(outer, known, found));
        }
        return strict ? record.make(values) : makeOfReceived(values);
    }

    /** Where members are undeclared, nobody checks the others but who looks for them. */
    private static @Nullable Object readIfItFits(Member member, QmpValue given, Place place) {
        try {
            return member.read(given, place);
        } catch (BindingException misfit) {
            return member.absent(place);
        }
    }

    /** What peers send need not please a constructor; whoever asked for it is told so, as of any value that does not fit. */
    private Object makeOfReceived(@Nullable Object[] values) {
        try {
            return record.make(values);
        } catch (RuntimeException e) {
            throw new BindingException(
                    QmpError.generic(type().getName() + " cannot be made of what was received: " + e.getMessage()), e);
        }
    }

    @Override
    public ObjectType typeOf(Object value) {
        return this;
    }

    /** Writes a value's members into an object. */
    void writeMembers(Object value, QmpObject.Builder object, Writing writing) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).write(value, object, writing);
        }
        if (inlined != null) {
            inlined.write(value, object, writing);
        }
        if (rest != null && rest.get(value) instanceof QmpObject others) {
            others.members().forEach(object::add);
        }
    }
}
