package io.qmp.server.schema;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.server.dispatch.CommandTable;
import io.qmp.server.dispatch.RegisteredCommand;
import io.qmp.server.dispatch.TypedCommand;
import io.qmp.server.dispatch.UntypedCommand;
import io.qmp.server.event.EventTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a {@link Catalog}: the recorded one, if a plugin supplies it, completed by the one derived from
 * registered types. Built on first use. Thread-safe.
 */
public final class SchemaProvider {
    private final SchemaRules rules;
    private final CommandTable commands;
    private final EventTable events;
    private volatile @Nullable Schema made; // threads that race make equal schemas

    /**
     * Makes a provider.
     *
     * @param rules how the schema is made
     * @param commands the commands of the server
     * @param events its events
     */
    public SchemaProvider(SchemaRules rules, CommandTable commands, EventTable events) {
        this.rules = rules;
        this.commands = commands;
        this.events = events;
    }

    /**
     * {@return the names of all commands; with a fallback, also of recorded ones}
     *
     * @throws IllegalStateException if a plugin fails to supply the recorded schema
     */
    public List<String> commandNames() {
        Stream<String> own = commands.commands().stream().map(RegisteredCommand::name);
        Stream<String> more = !commands.hasFallback()
                ? Stream.empty()
                : schema().entities().stream()
                        .filter(SchemaInfo.Command.class::isInstance)
                        .map(SchemaInfo::name);
        return Stream.concat(own, more).distinct().toList();
    }

    /**
     * {@return the schema}
     *
     * @throws IllegalStateException if a plugin fails to supply the recorded schema; a later call tries again
     */
    public Schema schema() {
        Schema schema = made;
        if (schema == null) {
            Optional<RecordedSchema> recorded = rules.recorded();
            schema = recorded.isEmpty() || (rules.names() == TypeNames.JAVA && !commands.hasFallback())
                    ? derived(commands.commands(), events.events())
                    : completed(recorded.get().get());
            made = schema;
        }
        return schema;
    }

    /** The schema of typed commands and events, with the descriptions of untyped commands. */
    private Schema derived(List<RegisteredCommand<?>> ofCommands, List<EventBinding<?>> ofEvents) {
        List<CommandBinding<?, ?>> typed = new ArrayList<>();
        List<UntypedCommand> untyped = new ArrayList<>();
        for (RegisteredCommand<?> command : ofCommands) {
            if (command instanceof TypedCommand<?, ?> described) {
                typed.add(described.binding());
            } else if (command instanceof UntypedCommand described) {
                untyped.add(described);
            }
        }
        Schema schema = rules.binder().introspect(typed, ofEvents, rules.names());
        for (UntypedCommand command : untyped) {
            schema = joined(schema, renumbered(schema, visible(command.description())));
        }
        return schema;
    }

    private List<SchemaInfo> renumbered(Schema first, List<SchemaInfo> second) {
        return new TypeNumbers(first, second, rules.names() == TypeNames.MASKED).renumbered();
    }

    /** Makes and binds nothing that is recorded. */
    private Schema completed(Schema record) {
        Set<String> own = commands.names();
        List<SchemaInfo> kept = record.entities().stream()
                .filter(entity -> !(entity instanceof SchemaInfo.Command)
                        || own.contains(entity.name())
                        || commands.hasFallback())
                .toList();
        return joined(new Schema(visible(kept)), derivedBeside(record));
    }

    /** The commands and events of both, followed by the types of both. */
    private static Schema joined(Schema first, List<SchemaInfo> second) {
        return new Schema(Stream.of(
                        first.entities().stream().filter(SchemaProvider::isRoot),
                        second.stream().filter(SchemaProvider::isRoot),
                        first.entities().stream().filter(entity -> !isRoot(entity)),
                        second.stream().filter(entity -> !isRoot(entity)))
                .flatMap(entities -> entities)
                .toList());
    }

    /** The entities of commands and events that are not recorded. */
    private List<SchemaInfo> derivedBeside(Schema record) {
        Schema derived = derived(
                commands.commands(name -> record.command(name).isEmpty()),
                events.events(name -> record.event(name).isEmpty()));
        return renumbered(record, derived.entities());
    }

    private static boolean isRoot(SchemaInfo entity) {
        return entity instanceof SchemaInfo.Command || entity instanceof SchemaInfo.Event;
    }

    /** The entities without what the policy hides. */
    private List<SchemaInfo> visible(List<SchemaInfo> entities) {
        return entities.stream()
                .filter(entity -> !hides(entity.features()))
                .map(this::withoutHidden)
                .toList();
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
        return features != null && rules.policy().hidesInSchema(features);
    }
}
