package io.qmp.plugin.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.event.EventData;
import io.qmp.api.message.VersionRange;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.wire.WireCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The types describe QEMU 11.1 as it describes itself, and know what older ones had besides. */
class DescriptionTest {
    private final WireCodec codec = WireCodec.installed();
    private final Binder binder = codec.newBinder(CompatPolicy.ACCEPT);
    private final Schema recorded = QemuCommands.schema(codec);

    @Test
    void thereIsATypeForEveryCommandAndEvent() {
        assertThat(names(SchemaInfo.Command.class)).hasSize(242);
        assertThat(names(SchemaInfo.Event.class)).hasSize(57);
        assertThat(commands(false).stream().map(CommandBinding::name))
                .containsExactlyElementsOf(names(SchemaInfo.Command.class));
        assertThat(events(false).stream().map(EventBinding::name))
                .containsExactlyElementsOf(names(SchemaInfo.Event.class));
    }

    @Test
    void whatIsGoneIsKept() {
        assertThat(commands(true).stream().map(CommandBinding::name))
                .containsExactlyInAnyOrder(
                        "x-query-profile", "x-query-rdma", "query-migrationthreads", "x-query-opcount");
        assertThat(events(true).stream().map(EventBinding::name))
                .containsExactlyInAnyOrder("MEM_UNPLUG_ERROR", "RDMA_GID_STATUS_CHANGED");
    }

    @Test
    void typesSayWhatQemuSays() {
        Schema derived = binder.introspect(commands(false), events(false), TypeNames.JAVA);

        assertThat(SchemaDiff.between(recorded, derived)).isEmpty();
    }

    private List<String> names(Class<? extends SchemaInfo> kind) {
        return recorded.entities().stream()
                .filter(kind::isInstance)
                .map(SchemaInfo::name)
                .toList();
    }

    private List<CommandBinding<?, ?>> commands(boolean former) {
        List<CommandBinding<?, ?>> commands = new ArrayList<>();
        QemuTypes.COMMANDS.stream()
                .filter(type -> VersionRange.of(type).isFormer() == former)
                .forEach(type -> commands.add(command(type)));
        return commands;
    }

    @SuppressWarnings("unchecked") // what the command returns does not matter
    private <C extends Command<Object>> CommandBinding<C, Object> command(Class<?> type) {
        return binder.command((Class<C>) type);
    }

    private List<EventBinding<?>> events(boolean former) {
        List<EventBinding<?>> events = new ArrayList<>();
        for (Class<? extends EventData> type : QemuTypes.EVENTS) {
            if (VersionRange.of(type).isFormer() == former) {
                events.add(binder.event(type));
            }
        }
        return events;
    }
}
