package io.qmp.plugin.core;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The commands that put descriptors into the server's store, with QEMU's texts. */
final class Descriptors {
    /** The names of the commands. */
    static final List<String> NAMES = List.of("getfd", "closefd", "add-fd", "remove-fd", "query-fdsets");

    private final DescriptorStore store;

    Descriptors(DescriptorStore store) {
        this.store = store;
    }

    void register(PluginRegistry registry) {
        registry.command(Getfd.class, (get, context) -> get(context, get.fdname()));
        registry.command(Closefd.class, (close, context) -> close(context, close.fdname()));
        registry.command(AddFd.class, (add, context) -> completedFuture(add(add, passed(context))));
        registry.command(RemoveFd.class, (remove, context) -> remove(remove.fdsetId(), remove.fd()));
        registry.command(QueryFdsets.class, (query, context) -> completedFuture(list()));
    }

    /** Asked for before the values of arguments are looked at. */
    private static FileDescriptor passed(CommandContext context) {
        return context.takeDescriptor()
                .orElseThrow(() -> CommandFailedException.generic("No file descriptor supplied via SCM_RIGHTS"));
    }

    private CompletableFuture<Nothing> get(CommandContext context, String name) {
        FileDescriptor descriptor = passed(context);
        if (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
            descriptor.close();
            throw CommandFailedException.generic("Parameter 'fdname' expects a name not starting with a digit");
        }
        store.put(context.session().monitor(), name, descriptor);
        return completedFuture(Nothing.NOTHING);
    }

    private CompletableFuture<Nothing> close(CommandContext context, String name) {
        store.take(context.session().monitor(), name)
                .orElseThrow(() -> CommandFailedException.generic("File descriptor named '" + name + "' not found"))
                .close();
        return completedFuture(Nothing.NOTHING);
    }

    private AddFdInfo add(AddFd add, FileDescriptor descriptor) {
        int number = descriptor.number();
        Long wanted = add.fdsetId();
        try {
            long set = store.add(
                    wanted == null ? OptionalLong.empty() : OptionalLong.of(wanted),
                    Optional.ofNullable(add.opaque()),
                    descriptor);
            return new AddFdInfo(set, number);
        } catch (IllegalArgumentException e) {
            throw CommandFailedException.generic("Parameter 'fdset-id' expects a non-negative value", e);
        }
    }

    private CompletableFuture<Nothing> remove(long set, @Nullable Long fd) {
        if (!store.remove(set, fd == null ? OptionalLong.empty() : OptionalLong.of(fd))) {
            String what = "fdset-id:" + set + (fd == null ? "" : ", fd:" + fd);
            throw CommandFailedException.generic("File descriptor named '" + what + "' not found");
        }
        return completedFuture(Nothing.NOTHING);
    }

    private List<FdsetInfo> list() {
        return store.sets().stream()
                .map(set -> new FdsetInfo(
                        set.id(),
                        set.members().stream()
                                .map(member -> new FdsetFdInfo(
                                        member.number(), member.opaque().orElse(null)))
                                .toList()))
                .toList();
    }
}
