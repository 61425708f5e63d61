package io.qmp.plugin.machine.door;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.memory.Checksum;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.qemu.type.KeyCode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands of the human monitor that act on the machine. */
final class MachineCommands {
    private static final Pattern HEX_KEY = Pattern.compile("0x\\p{XDigit}{1,4}");
    private static final Set<String> KEYS =
            Stream.of(KeyCode.values()).map(WireNaming::enumValue).collect(Collectors.toSet());
    private static final long MIB = 1024 * 1024;
    private static final long LARGEST_UINT32 = 0xffff_ffffL;

    private final ServerContext server;
    private final Machine machine;
    private final Memory memory;
    private final Checksum checksum;

    MachineCommands(ServerContext server, Machine machine, Memory memory, Checksum checksum) {
        this.server = server;
        this.machine = machine;
        this.memory = memory;
        this.checksum = checksum;
    }

    List<HmpCommand> commands() {
        return List.of(
                simple("stop|s", "stop the machine", machine::stop),
                simple("cont|c", "let the machine go on", machine::cont),
                simple("system_reset", "reset the machine", () -> machine.reset(ShutdownCause.HOST_QMP_SYSTEM_RESET)),
                simple("system_powerdown", "press the power button", machine::pressPowerButton),
                simple("system_wakeup", "wake a suspended guest up", machine::wakeUp),
                new HmpCommand("sendkey", "keys [hold_ms]", "press keys, which nothing notices", MachineCommands::keys),
                simple("quit|q", "end the program", () -> server.shutdown(ShutdownCause.HOST_QMP_QUIT)),
                new HmpCommand(
                        "balloon", "target", "ask the guest to have that much memory (in MB)", this::parseBalloon),
                new HmpCommand("sum", "addr size", "the checksum of a part of the memory", this::parseSum));
    }

    private static HmpCommand simple(String name, String help, Runnable action) {
        return new HmpCommand(name, "", help, arguments -> () -> {
            action.run();
            return completedFuture("");
        });
    }

    private HmpCommand.Action parseBalloon(Cursor arguments) {
        long megabytes = Expression.read(arguments);
        if (megabytes < 0) {
            throw new BadLine("enter a positive value");
        }
        return () -> {
            memory.balloon().request(megabytes * MIB);
            return completedFuture("");
        };
    }

    private HmpCommand.Action parseSum(Cursor arguments) {
        uint32(arguments);
        long size = uint32(arguments);
        return () -> checksum.of(size).thenApply(sum -> "%05d\n".formatted(sum));
    }

    private static HmpCommand.Action keys(Cursor arguments) {
        String keys = arguments.word();
        if (keys.isEmpty()) {
            throw new BadLine("sendkey: string expected");
        }
        arguments.skipBlanks();
        if (!arguments.atEnd()) {
            Expression.read(arguments);
        }
        String wrong = Stream.of(keys.split("-", -1))
                .filter(key -> !HEX_KEY.matcher(key).matches() && !KEYS.contains(key))
                .findFirst()
                .map(key -> "invalid parameter: " + key + "\n")
                .orElse("");
        return () -> completedFuture(wrong);
    }

    private static long uint32(Cursor arguments) {
        long value = Expression.read(arguments);
        if (value < 0 || value > LARGEST_UINT32) {
            throw new BadLine("'sum' has failed: integer is for 32-bit values");
        }
        return value;
    }
}
