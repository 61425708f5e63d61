package io.qmp.server;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server answers to {@code query-qmp-schema}: what was recorded, as far as it goes, and else what types tell. Put together when it is first
 * asked for, since it takes its time. Safe for use by several threads.
 */
final class Introspection {
    private final Binder binder;
    private final TypeNames names;
    private final CompatPolicy policy;
    private final List<? extends CommandBinding<?, ?>> commands;
    private final List<EventBinding<?>> events;
    private final Optional<Supplier<Schema>> recorded;
    private volatile @Nullable Schema made; // threads that race make schemas that are as good

    /**
     * @param recorded how to tell of those that it tells of; not used for people, who want the names of the Java types
     */
    Introspection(
            Binder binder,
            TypeNames names,
            CompatPolicy policy,
            List<? extends CommandBinding<?, ?>> commands,
            List<EventBinding<?>> events,
            Optional<Supplier<Schema>> recorded) {
        this.binder = binder;
        this.names = names;
        this.policy = policy;
        this.commands = commands;
        this.events = events;
        this.recorded = recorded;
    }

    Schema schema() {
        Schema schema = made;
        if (schema == null) {
            schema = recorded.isEmpty() || names == TypeNames.JAVA
                    ? binder.introspect(commands, events, names)
                    : asRecorded(recorded.get().get());
            made = schema;
        }
        return schema;
    }

    private Schema asRecorded(Schema told) {
        List<SchemaInfo> others = new TypeNumbers(told)
                .moved(binder.introspect(
                                commands.stream()
                                        .filter(command ->
                                                told.command(command.name()).isEmpty())
                                        .toList(),
                                events.stream()
                                        .filter(event ->
                                                told.event(event.name()).isEmpty())
                                        .toList(),
                                names)
                        .entities());
        Set<String> own = new HashSet<>();
        commands.forEach(command -> own.add(command.name()));
        events.forEach(event -> own.add(event.name()));
        List<SchemaInfo> kept = told.entities().stream()
                .filter(entity -> !isRoot(entity) || own.contains(entity.name()))
                .filter(entity -> !hides(entity.features()))
                .map(this::withoutHidden)
                .toList();
        return new Schema(Stream.of(
                        kept.stream().filter(Introspection::isRoot),
                        others.stream().filter(Introspection::isRoot),
                        kept.stream().filter(entity -> !isRoot(entity)),
                        others.stream().filter(entity -> !isRoot(entity)))
                .flatMap(entities -> entities)
                .toList());
    }

    private static boolean isRoot(SchemaInfo entity) {
        return entity instanceof SchemaInfo.Command || entity instanceof SchemaInfo.Event;
    }

    private SchemaInfo withoutHidden(SchemaInfo entity) {
        if (!(entity instanceof SchemaInfo.ObjectType object)) {
            return entity;
        }
        List<SchemaInfo.ObjectMember> members = new ArrayList<>(object.members());
        members.removeIf(member -> hides(member.features()));
        return new SchemaInfo.ObjectType(object.name(), object.features(), members, object.tag(), object.variants());
    }

    private boolean hides(@Nullable List<String> features) {
        return features != null && policy.hidesInSchema(features);
    }
}
