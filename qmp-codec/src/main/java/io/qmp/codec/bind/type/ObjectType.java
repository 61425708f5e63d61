package io.qmp.codec.bind.type;

import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.read.KnownMembers;
import io.qmp.codec.bind.read.ReadPath;
import io.qmp.codec.bind.read.TextSource;
import io.qmp.codec.json.NotSimple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object, which is a record; also a union in one of its cases. */
public final class ObjectType implements StructuredType {
    private final RecordClass record;
    private final FeatureSet features;
    private final List<Member> members;
    /** The names of all members. */
    private final Set<String> names = new LinkedHashSet<>();
    /** The names of members that current peers have. */
    private final Set<String> presentNames = new LinkedHashSet<>();

    private final @Nullable InlineComponent inlined;
    private final @Nullable ComponentAccessor rest;
    private final boolean immutable;
    /** Made on first use; a data race is harmless. */
    private @Nullable TextMembers textMembers;

    /**
     * Makes the type.
     *
     * @param members the members in the order in which they are read
     * @param inlined the component whose value has its members among these, if there is one
     * @param rest the component for members that are not among these, if there is one
     */
    public ObjectType(
            RecordClass record,
            List<Member> members,
            @Nullable InlineComponent inlined,
            @Nullable ComponentAccessor rest) {
        this.record = record;
        this.features = FeatureSet.ofType(record.type());
        this.members = List.copyOf(members);
        this.inlined = inlined;
        this.rest = rest;
        boolean onlyImmutable = inlined == null;
        for (Member member : members) {
            onlyImmutable &= member.type().isImmutable();
            if (!names.add(member.name())) {
                throw new IllegalArgumentException(type().getName() + "."
                        + member.accessor().name() + ": there is a member '" + member.name() + "' already");
            }
            if (!member.isFormer()) {
                presentNames.add(member.name());
            }
        }
        this.immutable = onlyImmutable;
    }

    /** The same record with other members. */
    public ObjectType with(List<Member> others) {
        return new ObjectType(record, others, inlined, rest);
    }

    /** The member of that name, or {@code null}. */
    @Nullable
    public Member member(String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }

    public Class<?> type() {
        return record.type();
    }

    public FeatureSet features() {
        return features;
    }

    public List<Member> members() {
        return members;
    }

    /** Whether it has no members, inline ones included. */
    public boolean isEmpty() {
        return members.isEmpty() && inlined == null;
    }

    @Nullable
    public InlineComponent inlined() {
        return inlined;
    }

    @Override
    public boolean isImmutable() {
        return immutable;
    }

    @Override
    public ObjectType select(QmpObject object, ReadPath path) {
        return this;
    }

    /**
     * Reads the members of an object that are of this type.
     *
     * @param outer members that were read before; {@code null} for none
     * @return the record; {@code null} if the inline component cannot be read, when reading leniently
     */
    @Nullable
    public Object readMembers(QmpObject object, @Nullable KnownMembers outer, ReadPath path) {
        @Nullable Object[] values = record.newValues();
        boolean strict = path.isStrict();
        int found = outer == null ? 0 : outer.found();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            QmpValue given = strict && member.isFormer() ? null : object.get(member.name());
            Object read;
            if (given == null) {
                read = member.absent(path);
            } else {
                found++;
                read = strict && rest != null ? readIfItFits(member, given, path) : member.read(given, path);
            }
            member.accessor().put(read, values);
        }
        Set<String> known = strict ? presentNames : names;
        if (inlined != null) {
            ObjectType selected = inlined.target().select(object, path);
            Object inner =
                    selected == null ? null : selected.readMembers(object, new KnownMembers(outer, known, found), path);
            if (inner == null) {
                return null;
            }
            inlined.accessor().put(inner, values);
        } else if (rest != null) {
            rest.put(new KnownMembers(outer, known, found).others(object), values);
        } else if (found < object.members().size()) {
            path.unexpected(object, new KnownMembers(outer, known, found));
        }
        return strict ? record.make(values) : makeOfReceived(values);
    }

    /** A type with undeclared members ignores declared members that do not fit, as QEMU does. */
    private static @Nullable Object readIfItFits(Member member, QmpValue given, ReadPath path) {
        try {
            return member.read(given, path);
        } catch (BindingException misfit) {
            return member.absent(path);
        }
    }

    /** A value that the constructor rejects is an error of the peer, like any value that does not fit. */
    private Object makeOfReceived(@Nullable Object[] values) {
        try {
            return record.make(values);
        } catch (RuntimeException e) {
            throw new BindingException(
                    QmpError.generic(type().getName() + " cannot be made of what was received: " + e.getMessage()), e);
        }
    }

    @Override
    public @Nullable Object read(TextSource source) {
        return source.text().kind() == '{' && isReadFromText()
                ? textMembers().read(source, null)
                : StructuredType.super.read(source);
    }

    /**
     * Reads an object from a text.
     *
     * @throws NotSimple if the guess that it is of this type may be wrong
     */
    @Nullable
    Object readAs(TextSource source, TextMembers.Guess guess) {
        if (!isReadFromText()) {
            throw NotSimple.INSTANCE;
        }
        return textMembers().read(source, guess);
    }

    private boolean isReadFromText() {
        return inlined == null && rest == null && members.size() <= TextMembers.MOST;
    }

    private TextMembers textMembers() {
        TextMembers reader = textMembers;
        if (reader == null) {
            reader = new TextMembers(record, members);
            textMembers = reader;
        }
        return reader;
    }

    @Override
    public ObjectType typeOf(Object value) {
        return this;
    }

    /** Writes a value's members into an object. */
    public void writeMembers(Object value, QmpObject.Builder object, WriteMode mode) {
        for (int i = 0; i < members.size(); i++) {
            members.get(i).write(value, object, mode);
        }
        if (inlined != null) {
            inlined.write(value, object, mode);
        }
        if (rest != null && rest.get(value) instanceof QmpObject others) {
            others.members().forEach(object::add);
        }
    }

    @Override
    public <R> R accept(TypeVisitor<R> visitor) {
        return visitor.object(this);
    }
}
