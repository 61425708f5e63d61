package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.object.Slots;
import io.qmp.plugin.machine.run.Preconfig;
import io.qmp.plugin.qemu.command.SetNumaNode;
import io.qmp.plugin.qemu.command.XQueryNuma;
import io.qmp.plugin.qemu.type.HumanReadableText;
import java.util.function.Supplier;

/** The commands about NUMA nodes. */
public final class NumaCommands {
    private NumaCommands() {}

    /** Registers them. */
    @SuppressWarnings("deprecation") // x-query-numa is unstable
    public static void register(PluginRegistry registry, Supplier<Slots> slots, Preconfig preconfig) {
        registry.command(SetNumaNode.class, does(set -> {
            preconfig.require("the machine has been created");
            slots.get().numa().set(set.options());
        }));
        registry.command(XQueryNuma.class, returns(query -> new HumanReadableText(describe(slots.get()))));
    }

    /** {@return what the human monitor prints} */
    public static String describe(Slots slots) {
        return slots.numa()
                .describe(
                        slot -> slots.cpus().path(slot).isPresent(),
                        node -> slots.memory().plugged(node));
    }
}
