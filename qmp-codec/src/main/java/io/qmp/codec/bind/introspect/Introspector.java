package io.qmp.codec.bind.introspect;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventName;
import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpNull;
import io.qmp.codec.bind.derive.Derivation;
import io.qmp.codec.bind.type.AlternateType;
import io.qmp.codec.bind.type.ArrayType;
import io.qmp.codec.bind.type.DataType;
import io.qmp.codec.bind.type.EnumType;
import io.qmp.codec.bind.type.EnumValues;
import io.qmp.codec.bind.type.FeatureSet;
import io.qmp.codec.bind.type.InlineComponent;
import io.qmp.codec.bind.type.Member;
import io.qmp.codec.bind.type.ObjectType;
import io.qmp.codec.bind.type.Presence;
import io.qmp.codec.bind.type.TypeVisitor;
import io.qmp.codec.bind.type.UnionType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the introspection of commands and events: first the commands and events, then their types, in the order in
 * which they are first referred to. Used once.
 *
 * <p>As in QEMU, all integers are {@code int}; arguments, data and cases without members share one type; an array
 * comes before the type of its elements.
 */
public final class Introspector {
    /** The kinds of values that have a builtin type, named as the kind. */
    private static final Set<JsonType> BUILT_IN = EnumSet.complementOf(EnumSet.of(JsonType.OBJECT, JsonType.ARRAY));

    private static final TypeVisitor<Object> IDENTITY = new Identity();

    private final TypeVisitor<SchemaInfo> description = new Description();
    private final TypeNamer namer;
    private final CompatPolicy policy;
    private final Set<Object> mentioned = new HashSet<>();
    private final Queue<DataType> pending = new ArrayDeque<>();
    private final List<SchemaInfo> entities = new ArrayList<>();

    private Introspector(TypeNamer namer, CompatPolicy policy) {
        this.namer = namer;
        this.policy = policy;
    }

    /**
     * The introspection of commands and events.
     *
     * @param names how types are named
     * @param policy hides deprecated elements
     */
    public static Schema schema(
            Collection<DescribedCommand> commands,
            Collection<DescribedEvent> events,
            TypeNames names,
            CompatPolicy policy) {
        Set<String> taken = new HashSet<>();
        BUILT_IN.forEach(kind -> taken.add(kind.word()));
        commands.forEach(command -> taken.add(command.name()));
        events.forEach(event -> taken.add(event.name()));
        Introspector introspector = new Introspector(new TypeNamer(names, taken), policy);
        commands.forEach(introspector::describe);
        events.forEach(introspector::describe);
        introspector.describeTypes();
        return new Schema(introspector.entities);
    }

    private void describe(DescribedCommand command) {
        String arguments = mention(command.arguments());
        String result = mention(command.result());
        add(new SchemaInfo.Command(
                command.name(), command.features().listed(), arguments, result, command.allowsOob() ? true : null));
    }

    private void describe(DescribedEvent event) {
        add(new SchemaInfo.Event(event.name(), event.features().listed(), mention(event.data())));
    }

    private void describeTypes() {
        for (DataType type = pending.poll(); type != null; type = pending.poll()) {
            add(type.accept(description));
        }
    }

    private void add(SchemaInfo entity) {
        if (!hides(entity.features())) {
            entities.add(entity);
        }
    }

    private boolean hides(@Nullable List<String> features) {
        return features != null && policy.hidesInSchema(features);
    }

    /** The name of a type, which is described later if it is new. */
    private String mention(DataType mentioned) {
        DataType type = meant(mentioned);
        if (this.mentioned.add(key(type))) {
            pending.add(type);
        }
        return name(type);
    }

    /** An object with one inline component and no member is the type of that component. */
    private static DataType meant(DataType mentioned) {
        DataType type = mentioned.resolved();
        if (type instanceof ObjectType object
                && object.inlined() != null
                && object.members().isEmpty()) {
            return meant(object.inlined().type());
        }
        return type;
    }

    private String name(DataType type) {
        if (type instanceof ArrayType array) {
            return "[" + mention(array.element()) + "]";
        }
        return key(type) instanceof Class<?> described ? namer.name(described) : builtIn(type);
    }

    private static String builtIn(DataType type) {
        return type.jsonType().word();
    }

    private static Object key(DataType type) {
        return meant(type).accept(IDENTITY);
    }

    /** The identity of a type in the introspection, where several Java types may be one. */
    private static final class Identity implements TypeVisitor<Object> {
        @Override
        public Object builtin(DataType type) {
            return builtIn(type);
        }

        @Override
        public Object array(ArrayType type) {
            return List.of(key(type.element()));
        }

        @Override
        public Object object(ObjectType type) {
            return type.isEmpty() && hasNoName(type.type()) ? Nothing.class : type.type();
        }

        @Override
        public Object union(UnionType type) {
            return type.type();
        }

        @Override
        public Object alternate(AlternateType type) {
            return type.type();
        }

        @Override
        public Object enumeration(EnumType type) {
            return type.values().type();
        }
    }

    /** Whether QEMU's schema would list the members in place instead of having a named type. */
    private static boolean hasNoName(Class<?> type) {
        return type.isAnnotationPresent(CommandName.class)
                || type.isAnnotationPresent(EventName.class)
                || Derivation.whole(type) != type;
    }

    /** The entity of a type; further types that it mentions are described later. */
    private final class Description implements TypeVisitor<SchemaInfo> {
        @Override
        public SchemaInfo builtin(DataType type) {
            return new SchemaInfo.Builtin(name(type), null, Open.of(type.jsonType()));
        }

        @Override
        public SchemaInfo array(ArrayType type) {
            return new SchemaInfo.Array(name(type), null, mention(type.element()));
        }

        @Override
        public SchemaInfo object(ObjectType type) {
            return Introspector.this.object(name(type), type.features(), type.members(), type.inlined());
        }

        @Override
        public SchemaInfo union(UnionType type) {
            return Introspector.this.union(name(type), type.features(), List.of(), type);
        }

        @Override
        public SchemaInfo alternate(AlternateType type) {
            return Introspector.this.alternate(name(type), type);
        }

        @Override
        public SchemaInfo enumeration(EnumType type) {
            return Introspector.enumeration(name(type), type.values());
        }
    }

    private List<SchemaInfo.ObjectMember> members(List<Member> members) {
        List<SchemaInfo.ObjectMember> described = new ArrayList<>();
        for (Member member : members) {
            if (!member.isFormer()) {
                SchemaInfo.ObjectMember info = new SchemaInfo.ObjectMember(
                        member.name(),
                        mention(member.type()),
                        member.presence() == Presence.OPTIONAL ? QmpNull.NULL : null,
                        member.features().listed());
                if (!hides(info.features())) {
                    described.add(info);
                }
            }
        }
        return described;
    }

    private SchemaInfo object(
            String name, FeatureSet features, List<Member> members, @Nullable InlineComponent inlined) {
        if (inlined == null) {
            return new SchemaInfo.ObjectType(name, features.listed(), members(members), null, null);
        }
        if (inlined.target() instanceof UnionType union) {
            return union(name, features, members, union);
        }
        ObjectType inner = (ObjectType) inlined.target();
        List<Member> all = new ArrayList<>(members);
        all.addAll(inner.members());
        return object(name, features, all, inner.inlined());
    }

    private SchemaInfo union(String name, FeatureSet features, List<Member> own, UnionType union) {
        List<SchemaInfo.ObjectMember> members = members(own);
        members.addAll(members(union.base()));
        List<SchemaInfo.Variant> variants = new ArrayList<>();
        union.variants().forEach((value, variant) -> variants.add(new SchemaInfo.Variant(value, mention(variant))));
        return new SchemaInfo.ObjectType(name, features.listed(), members, union.tag(), variants);
    }

    private SchemaInfo alternate(String name, AlternateType alternate) {
        List<SchemaInfo.AlternateMember> members = new ArrayList<>();
        for (AlternateType.Choice choice : alternate.choices()) {
            members.add(new SchemaInfo.AlternateMember(mention(choice.type())));
        }
        return new SchemaInfo.AlternateType(name, alternate.features().listed(), members);
    }

    private static SchemaInfo enumeration(String name, EnumValues enumeration) {
        List<SchemaInfo.EnumMember> members = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (EnumValues.Value value : enumeration.all()) {
            if (value.former()) {
                continue;
            }
            members.add(new SchemaInfo.EnumMember(
                    value.text().value(), value.features().listed()));
            values.add(value.text().value());
        }
        return new SchemaInfo.Enumeration(name, enumeration.features().listed(), members, values);
    }
}
