package io.qmp.plugin.machine.door;

import io.qmp.plugin.machine.query.Replies;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subcommands of {@code info} that print what was recorded of the board. */
final class RecordedInfoCommands {
    /** Commands that take no argument; the names that any of the recorded versions has. */
    private static final Set<String> NAMES = Set.of(
            "accel",
            "accelerators",
            "block-jobs",
            "capture",
            "cryptodev",
            "dirty_rate",
            "dump",
            "firmware-log",
            "history",
            "iothreads",
            "irq",
            "jit",
            "lapic",
            "mem",
            "memory-devices",
            "mice",
            "mtree",
            "network",
            "numa",
            "opcount",
            "pic",
            "profile",
            "qdm",
            "ramblock",
            "rdma",
            "registers",
            "replay",
            "roms",
            "sev",
            "sgx",
            "snapshots",
            "spice",
            "sync-profile",
            "tlb",
            "tpm",
            "usb",
            "usbhost",
            "usernet",
            "vcpu_dirty_limit",
            "via",
            "virtio",
            "vm-generation-id",
            "vnc");

    private RecordedInfoCommands() {}

    /** {@return the commands of which nothing else is known} */
    static List<HmpCommand> others(List<HmpCommand> known, Replies replies) {
        Set<String> names = known.stream()
                .flatMap(command -> Stream.of(command.name().split("\\|")))
                .collect(Collectors.toSet());
        return NAMES.stream()
                .filter(name -> !names.contains(name) && replies.knows(InfoCommands.GROUP + name))
                .sorted()
                .map(name ->
                        new HmpCommand(InfoCommands.GROUP, name, "", "as on a machine without devices", arguments -> {
                            String text =
                                    replies.text(InfoCommands.GROUP + name).orElse("");
                            return InfoCommands.printing(() -> text.replace("\r\n", "\n"));
                        }))
                .toList();
    }
}
