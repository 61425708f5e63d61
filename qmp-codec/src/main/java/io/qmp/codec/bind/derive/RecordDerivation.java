package io.qmp.codec.bind.derive;

import io.qmp.api.message.VersionRange;
import io.qmp.api.type.Inline;
import io.qmp.api.type.Newer;
import io.qmp.api.type.Rest;
import io.qmp.api.type.WireName;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpObject;
import io.qmp.codec.bind.type.ComponentAccessor;
import io.qmp.codec.bind.type.FeatureSet;
import io.qmp.codec.bind.type.InlineComponent;
import io.qmp.codec.bind.type.Member;
import io.qmp.codec.bind.type.ObjectType;
import io.qmp.codec.bind.type.Presence;
import io.qmp.codec.bind.type.RecordClass;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Derives one record, with the members in the order of the components. */
public final class RecordDerivation {
    private final Derivation derivation;
    private final RecordClass record;

    public RecordDerivation(Derivation derivation, Class<?> type) {
        this.derivation = derivation;
        this.record = new RecordClass(type);
    }

    public ObjectType derive() {
        List<Member> members = new ArrayList<>();
        InlineComponent inlined = null;
        ComponentAccessor rest = null;
        for (int i = 0; i < record.size(); i++) {
            RecordComponent component = record.component(i);
            if (component.isAnnotationPresent(Inline.class)) {
                if (inlined != null || use(i).isAnnotationPresent(Nullable.class)) {
                    throw new IllegalArgumentException(
                            record.where(i) + ": only one object is inline, and always there");
                }
                inlined = new InlineComponent(derivation.type(use(i), record.where(i)), record.accessor(i));
            } else if (!component.isAnnotationPresent(Rest.class)) {
                members.add(member(component, i));
            } else if (rest == null && component.getType() == QmpObject.class) {
                rest = record.accessor(i);
            } else {
                throw new IllegalArgumentException(record.where(i) + ": only one QmpObject takes the rest");
            }
        }
        return new ObjectType(record, members, inlined, rest);
    }

    private AnnotatedType use(int position) {
        return record.component(position).getAnnotatedType();
    }

    private Member member(RecordComponent component, int position) {
        AnnotatedType use = use(position);
        boolean nullable = use.isAnnotationPresent(Nullable.class);
        if (nullable && component.getType().isPrimitive()) {
            throw new IllegalArgumentException(
                    record.where(position) + ": " + component.getType() + " cannot be absent");
        }
        WireName name = component.getAnnotation(WireName.class);
        return new Member(
                name != null ? name.value() : WireNaming.member(component.getName()),
                derivation.type(use, record.where(position)),
                presence(component, nullable, position),
                // @Deprecated is not for components: what is put on one arrives at its accessor.
                FeatureSet.of(component, component.getAccessor()),
                record.accessor(position));
    }

    private Presence presence(RecordComponent component, boolean nullable, int position) {
        boolean former = VersionRange.of(component).isFormer();
        boolean newer = component.isAnnotationPresent(Newer.class);
        if ((former || newer) && !nullable || former && newer) {
            throw new IllegalArgumentException(record.where(position)
                    + ": what only some peers have is @Nullable, and what only older ones have is not @Newer");
        }
        SpokenVersion version = derivation.version();
        if (version.lacks(component)) {
            Presence absent = nullable ? Presence.ABSENT : Presence.ABSENT_VALUE;
            return version.isOne() ? absent : Presence.FORMER;
        } else if (newer) {
            return Presence.NEWER;
        }
        return nullable ? Presence.OPTIONAL : Presence.MANDATORY;
    }
}
