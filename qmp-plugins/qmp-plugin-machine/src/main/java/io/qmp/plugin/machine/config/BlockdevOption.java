package io.qmp.plugin.machine.config;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.error.BindingException;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.command.BlockdevAdd;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import java.util.List;

/** Reads {@code -blockdev}: the arguments of {@code blockdev-add}, as JSON or as {@code key=value,…}. */
final class BlockdevOption {
    private final WireCodec codec;
    private final Binder binder;
    private final CommandBinding<BlockdevAdd, Nothing> command;

    BlockdevOption(WireCodec codec) {
        this.codec = codec;
        this.binder = codec.newBinder(CompatPolicy.ACCEPT);
        this.command = binder.command(BlockdevAdd.class);
    }

    BlockdevOptions parse(String text) {
        try {
            return command.readArguments(arguments(text)).options();
        } catch (BindingException e) {
            throw new IllegalArgumentException(e.error().desc(), e);
        }
    }

    private QmpObject arguments(String text) {
        if (text.startsWith("{")) {
            QmpValue value = codec.parse(text);
            return (QmpObject) value;
        }
        KeyValues types =
                new KeyValues(binder.introspect(List.of(command), List.of(), TypeNames.MASKED), command.name());
        return types.typed(OptionValues.parse(text, "driver", codec).nested());
    }
}
