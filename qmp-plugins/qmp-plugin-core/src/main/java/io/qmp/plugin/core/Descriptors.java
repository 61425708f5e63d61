package io.qmp.plugin.core;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;

/** The commands that keep descriptors, as QEMU carries them out. */
final class Descriptors {
    private final NamedDescriptors named = new NamedDescriptors();
    private final DescriptorSets sets = new DescriptorSets();

    void register(PluginRegistry registry) {
        registry.command(Getfd.class, (get, context) -> {
            named.put(context.session().monitor(), get.fdname(), passed(context));
            return completedFuture(Nothing.NOTHING);
        });
        registry.command(Closefd.class, (close, context) -> {
            named.close(context.session().monitor(), close.fdname());
            return completedFuture(Nothing.NOTHING);
        });
        registry.command(
                AddFd.class, (add, context) -> completedFuture(sets.add(add.fdsetId(), add.opaque(), passed(context))));
        registry.command(RemoveFd.class, (remove, context) -> {
            sets.remove(remove.fdsetId(), remove.fd());
            return completedFuture(Nothing.NOTHING);
        });
        registry.command(QueryFdsets.class, (query, context) -> completedFuture(sets.list()));
    }

    /** Asked for before the values of arguments are looked at. */
    private static FileDescriptor passed(CommandContext context) {
        return context.takeDescriptor()
                .orElseThrow(() -> CommandFailedException.generic("No file descriptor supplied via SCM_RIGHTS"));
    }

    void close() {
        named.closeAll();
        sets.closeAll();
    }
}
