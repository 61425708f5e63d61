package io.qmp.plugin.machine.memory;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.Balloon;
import io.qmp.plugin.qemu.command.QueryBalloon;
import io.qmp.plugin.qemu.command.QueryMemorySizeSummary;
import io.qmp.plugin.qemu.event.BalloonChangeEvent;
import io.qmp.plugin.qemu.type.BalloonInfo;
import io.qmp.plugin.qemu.type.MemoryInfo;

/** The commands and events of the memory. */
public final class MemoryCommands {
    private MemoryCommands() {}

    /** Registers them. */
    public static void register(PluginRegistry registry, Memory memory) {
        registry.command(Balloon.class, does(balloon -> memory.balloon().request(balloon.value())));
        registry.command(
                QueryBalloon.class,
                returns(query -> new BalloonInfo(memory.balloon().actual())));
        registry.command(QueryMemorySizeSummary.class, returns(query -> new MemoryInfo(memory.size(), 0L)));
        registry.event(BalloonChangeEvent.class);
    }
}
