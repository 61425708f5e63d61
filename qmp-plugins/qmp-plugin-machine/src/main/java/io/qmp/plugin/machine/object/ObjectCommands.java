package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;
import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.command.ObjectAdd;
import io.qmp.plugin.qemu.command.ObjectDel;
import io.qmp.plugin.qemu.command.QueryIothreads;
import java.util.LinkedHashMap;
import java.util.Map;

/** The commands for objects that users create. */
public final class ObjectCommands {
    private ObjectCommands() {}

    /** Registers them. */
    public static void register(PluginRegistry registry, UserObjects objects, WireCodec codec) {
        Binder binder = codec.newBinder(CompatPolicy.ACCEPT);
        registry.command(ObjectAdd.class, does(add -> add(objects, add, binder.command(ObjectAdd.class))));
        registry.command(ObjectDel.class, (delete, context) -> {
            objects.delete(delete.id(), context.session().monitor());
            return completedFuture(Nothing.NOTHING);
        });
        registry.command(QueryIothreads.class, returns(query -> objects.threads()));
    }

    private static void add(UserObjects objects, ObjectAdd add, CommandBinding<ObjectAdd, Nothing> binding) {
        QmpObject arguments = binding.writeArguments(add);
        Map<String, QmpValue> properties = new LinkedHashMap<>(arguments.members());
        properties.remove("qom-type");
        properties.remove("id");
        objects.add(arguments.string("qom-type").orElseThrow(), add.options().id(), new QmpObject(properties));
    }
}
