package io.qmp.server.schema;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.plugin.Registered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a server: the recorded one, if a plugin supplies it, completed by the one derived from registered
 * types. Built on first use. Thread-safe.
 */
public final class SchemaProvider {
    private final Binder binder;
    private final TypeNames names;
    private final CompatPolicy policy;
    private final List<? extends CommandBinding<?, ?>> commands;
    private final List<EventBinding<?>> events;
    private final Optional<Supplier<Schema>> recorded;
    private volatile @Nullable Schema made; // threads that race make equal schemas

    /**
     * Makes a provider.
     *
     * @param binder derives schemas from types
     * @param names how types are named; with {@link TypeNames#JAVA} the recorded schema is ignored
     * @param policy hides members and entities with certain features
     * @param registered commands, events and the recorded schema
     */
    public SchemaProvider(Binder binder, TypeNames names, CompatPolicy policy, Registered registered) {
        this.binder = binder;
        this.names = names;
        this.policy = policy;
        this.commands = registered.commands().commands().stream()
                .map(RegisteredCommand::binding)
                .toList();
        this.events = registered.events().events();
        this.recorded = registered.recorded();
    }

    /** {@return the names of all commands} */
    public List<String> commandNames() {
        return commands.stream().map(CommandBinding::name).toList();
    }

    /**
     * {@return the schema}
     *
     * @throws IllegalStateException if a plugin fails to supply the recorded schema; a later call tries again
     */
    public Schema schema() {
        Schema schema = made;
        if (schema == null) {
            schema = recorded.isEmpty() || names == TypeNames.JAVA
                    ? binder.introspect(commands, events, names)
                    : completed(recorded.get().get());
            made = schema;
        }
        return schema;
    }

    private Schema completed(Schema record) {
        List<SchemaInfo> derived = derivedBeside(record);
        Set<String> own = new HashSet<>();
        commands.forEach(command -> own.add(command.name()));
        events.forEach(event -> own.add(event.name()));
        List<SchemaInfo> kept = record.entities().stream()
                .filter(entity -> !isRoot(entity) || own.contains(entity.name()))
                .filter(entity -> !hides(entity.features()))
                .map(this::withoutHidden)
                .toList();
        return new Schema(Stream.of(
                        kept.stream().filter(SchemaProvider::isRoot),
                        derived.stream().filter(SchemaProvider::isRoot),
                        kept.stream().filter(entity -> !isRoot(entity)),
                        derived.stream().filter(entity -> !isRoot(entity)))
                .flatMap(entities -> entities)
                .toList());
    }

    /** The entities of commands and events that are not recorded. */
    private List<SchemaInfo> derivedBeside(Schema record) {
        Schema derived = binder.introspect(
                commands.stream()
                        .filter(command -> record.command(command.name()).isEmpty())
                        .toList(),
                events.stream()
                        .filter(event -> record.event(event.name()).isEmpty())
                        .toList(),
                names);
        return new TypeNumbers(record).renumbered(derived.entities());
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
