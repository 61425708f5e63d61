package io.qmp.codec.bind.derive;

import io.qmp.api.type.Case;
import io.qmp.api.type.Union;
import io.qmp.codec.bind.type.ComponentAccessor;
import io.qmp.codec.bind.type.EnumType;
import io.qmp.codec.bind.type.EnumValues;
import io.qmp.codec.bind.type.FeatureSet;
import io.qmp.codec.bind.type.Member;
import io.qmp.codec.bind.type.ObjectType;
import io.qmp.codec.bind.type.Presence;
import io.qmp.codec.bind.type.UnionType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Derives one union. */
public final class UnionDerivation {
    private final Class<?> type;
    private final String tag;
    private final EnumType tagType;
    private final List<ObjectType> records;
    private final List<String> base;

    public UnionDerivation(Derivation derivation, Class<?> type, Union union) {
        this.type = type;
        this.tag = union.tag();
        this.tagType = (EnumType) derivation.type(union.type(), type.getName());
        this.records = Arrays.stream(type.getPermittedSubclasses())
                .map(permitted -> record(derivation, permitted))
                .toList();
        this.base = base();
    }

    private ObjectType record(Derivation derivation, Class<?> permitted) {
        if (permitted.isRecord()) {
            return new RecordDerivation(derivation, permitted).derive();
        }
        throw fault(permitted, "is no record");
    }

    public UnionType derive() {
        Map<String, ObjectType> cases = new HashMap<>();
        ObjectType otherwise = null;
        for (ObjectType record : records) {
            Case named = record.type().getAnnotation(Case.class);
            List<EnumValues.Value> values = named == null ? List.of() : values(record, named);
            ObjectType arranged = arrange(record, values);
            for (EnumValues.Value value : values) {
                if (cases.putIfAbsent(value.text().value(), arranged) != null) {
                    throw fault(record.type(), "is the case " + value.text() + ", as another record is");
                }
            }
            if (named == null && otherwise != null) {
                throw fault(record.type(), "is the second record without @Case");
            }
            otherwise = named == null ? arranged : otherwise;
        }
        Map<String, ObjectType> all = inOrder(cases, otherwise);
        List<Member> common = all.values().iterator().next().members().subList(0, base.size());
        return new UnionType(type, tag, common, all, otherwise);
    }

    /** The values of the tag for which a record stands. */
    private List<EnumValues.Value> values(ObjectType record, Case named) {
        List<EnumValues.Value> values = new ArrayList<>();
        for (String text : named.value()) {
            EnumValues.Value value = tagType.values().find(text);
            if (value == null) {
                throw fault(record.type(), "is the case \"" + text + "\", which the tag does not have");
            }
            values.add(value);
        }
        return values;
    }

    /** The cases for all values of the tag, in their order: permitted classes come in any order. */
    private Map<String, ObjectType> inOrder(Map<String, ObjectType> cases, @Nullable ObjectType otherwise) {
        Map<String, ObjectType> all = new LinkedHashMap<>();
        for (EnumValues.Value value : tagType.values().all()) {
            ObjectType record = cases.getOrDefault(value.text().value(), otherwise);
            if (record == null) {
                throw new IllegalArgumentException(type.getName() + ": no record is the case " + value.text());
            }
            all.put(value.text().value(), record);
        }
        return all;
    }

    /**
     * The names of the members of all cases, which come first, in the order of a record that has the tag as a
     * component; without such a record the tag is the first.
     */
    private List<String> base() {
        ObjectType model = records.stream()
                .filter(record -> record.member(tag) != null)
                .findFirst()
                .orElse(records.get(0));
        Set<String> accessors =
                Arrays.stream(type.getMethods()).map(Method::getName).collect(Collectors.toSet());
        List<String> names = new ArrayList<>();
        if (model.member(tag) == null) {
            names.add(tag);
        }
        for (Member member : model.members()) {
            if (member.name().equals(tag)
                    || accessors.contains(member.accessor().name())
                            && records.stream().allMatch(record -> record.member(member.name()) != null)) {
                names.add(member.name());
            }
        }
        return names;
    }

    /** The record with the base members first, and the tag among them, whether it is a component or not. */
    private ObjectType arrange(ObjectType record, List<EnumValues.Value> values) {
        List<Member> members = new ArrayList<>();
        for (String name : base) {
            members.add(name.equals(tag) ? tag(record, values) : agreed(record, name));
        }
        record.members().stream()
                .filter(member -> !base.contains(member.name()))
                .forEach(members::add);
        return record.with(members);
    }

    private Member tag(ObjectType record, List<EnumValues.Value> values) {
        Member component = record.member(tag);
        if (component == null) {
            if (values.size() != 1) {
                throw fault(record.type(), "must have the tag as a component, as it is not exactly one case");
            }
            return new Member(
                    tag,
                    tagType,
                    Presence.MANDATORY,
                    FeatureSet.NONE,
                    ComponentAccessor.constant(tag, values.get(0).constant()));
        }
        boolean rightType = component.type() instanceof EnumType found && found.values() == tagType.values();
        if (!rightType || component.presence() == Presence.OPTIONAL || component.presence() == Presence.FORMER) {
            throw fault(
                    record.type(),
                    "has a tag that is no " + tagType.values().type().getSimpleName());
        }
        return component;
    }

    private Member agreed(ObjectType record, String name) {
        Member first = Objects.requireNonNull(records.get(0).member(name));
        Member member = Objects.requireNonNull(record.member(name));
        if (!first.type().equals(member.type()) || first.presence() != member.presence()) {
            throw fault(record.type(), "has another type of '" + name + "' than other records");
        }
        return member;
    }

    private IllegalArgumentException fault(Class<?> record, String what) {
        return new IllegalArgumentException(type.getName() + ": " + record.getSimpleName() + " " + what);
    }
}
