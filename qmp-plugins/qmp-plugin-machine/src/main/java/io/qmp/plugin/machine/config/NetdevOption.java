package io.qmp.plugin.machine.config;

import io.qmp.api.type.Nothing;
import io.qmp.api.wire.WireCodec;
import io.qmp.options.Identifiers;
import io.qmp.plugin.qemu.command.NetdevAdd;
import io.qmp.plugin.qemu.type.NetdevOptions;
import java.util.HashSet;
import java.util.Set;

/** Reads {@code -netdev}: the arguments of {@code netdev_add}, as JSON or as {@code key=value,…}. */
final class NetdevOption {
    /** Lists that are written as one key, given several times. */
    private static final Set<String> REPEATED = Set.of("hostfwd", "guestfwd", "dnssearch", "param");

    private static final String UNEXPECTED = "Parameter '(.*)' is unexpected";

    private final CommandOption<NetdevAdd, Nothing> command;
    private final Set<String> ids = new HashSet<>();

    NetdevOption(WireCodec codec) {
        this.command = new CommandOption<>(codec, NetdevAdd.class, "type");
    }

    NetdevOptions parse(String text) {
        return text.startsWith("{") ? command.parse(text).options() : texts(text);
    }

    private NetdevOptions texts(String text) {
        OptionValues values = OptionValues.parseWithSwitches(text, "type");
        values.peek("id").ifPresent(id -> {
            if (!ids.add(Identifiers.require("id", id))) {
                throw new IllegalArgumentException("Duplicate ID '" + id + "' for netdev");
            }
        });
        values.ignore(REPEATED);
        try {
            return command.read(command.typed(values)).options();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.valueOf(e.getMessage()).replaceFirst(UNEXPECTED, "Invalid parameter '$1'"), e);
        }
    }
}
