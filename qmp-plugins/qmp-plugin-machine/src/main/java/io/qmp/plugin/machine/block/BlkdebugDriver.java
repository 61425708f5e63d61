package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.type.BlkdebugEvent;
import io.qmp.plugin.qemu.type.BlkdebugInjectError;
import io.qmp.plugin.qemu.type.BlkdebugSetState;
import io.qmp.plugin.qemu.type.BlockdevOptionsBlkdebug;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The driver {@code blkdebug}: its child, but for requests that its rules let fail. */
final class BlkdebugDriver implements Driver {
    private static final long SECTOR = 512;
    private static final int NO_SPACE = 28;

    private final BlockdevOptionsBlkdebug given;
    private final List<BlkdebugInjectError> errors;
    private final List<BlkdebugSetState> transitions;
    private long state = 1;

    BlkdebugDriver(BlockdevOptionsBlkdebug given) {
        this.given = given;
        this.errors = new ArrayList<>(Objects.requireNonNullElse(given.injectError(), List.of()));
        this.transitions = Objects.requireNonNullElse(given.setState(), List.of());
        Long align = given.align();
        if (align != null && align != 0 && (align < 0 || align > Integer.MAX_VALUE || Long.bitCount(align) != 1)) {
            throw CommandFailedException.generic("Cannot meet constraints with align " + align);
        }
    }

    @Override
    public String name() {
        return "blkdebug";
    }

    @Override
    public String childName() {
        return "image";
    }

    @Override
    public QmpObject options() {
        QmpObject.Builder options = QmpObject.builder();
        put(options, "config", given.config());
        for (int rule = 0; rule < transitions.size(); rule++) {
            BlkdebugSetState set = transitions.get(rule);
            String prefix = "set-state." + rule + ".";
            put(options, prefix + "event", WireNaming.enumValue(set.event()));
            put(options, prefix + "state", set.state());
            put(options, prefix + "new_state", set.newState());
        }
        List<BlkdebugInjectError> rules = Objects.requireNonNullElse(given.injectError(), List.of());
        for (int rule = 0; rule < rules.size(); rule++) {
            BlkdebugInjectError error = rules.get(rule);
            String prefix = "inject-error." + rule + ".";
            put(options, prefix + "event", WireNaming.enumValue(error.event()));
            put(options, prefix + "state", error.state());
            put(options, prefix + "errno", error.errno());
            put(options, prefix + "sector", error.sector());
            put(options, prefix + "once", error.once());
            put(options, prefix + "immediately", error.immediately());
        }
        put(options, "align", given.align());
        return options.build();
    }

    private static void put(QmpObject.Builder options, String name, @Nullable Object value) {
        if (value instanceof Long number) {
            options.put(name, QmpValue.of(number));
        } else if (value instanceof Boolean bool) {
            options.put(name, QmpValue.of(bool));
        } else if (value instanceof String text) {
            options.put(name, QmpValue.of(text));
        }
    }

    /** A name with prefix, if there is nothing that it does not say. */
    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return options().members().keySet().stream().allMatch("config"::equals)
                ? child.map(image -> image.summary().plainName())
                        .map(image -> "blkdebug:" + Objects.requireNonNullElse(given.config(), "") + ":" + image)
                        .filter(image -> image.length() <= NodeDescription.LONGEST_NAME)
                : Optional.empty();
    }

    @Override
    public long length(Optional<BlockNode> child) {
        return child.orElseThrow().length();
    }

    @Override
    public Optional<Long> actualSize(Optional<BlockNode> child) {
        return Optional.empty();
    }

    @Override
    public OptionalLong resize(long bytes) {
        return OptionalLong.of(bytes);
    }

    @Override
    public Limits limits(Optional<BlockNode> child) {
        return Driver.super.limits(child).request(Objects.requireNonNullElse(given.align(), 0L));
    }

    /** Rules for events that are inside formats never apply: there are none inside. */
    @Override
    public @Nullable Failure fault(Request request) {
        BlkdebugEvent event = switch (request.operation()) {
            case READ -> BlkdebugEvent.READ_AIO;
            case WRITE -> BlkdebugEvent.WRITE_AIO;
            case FLUSH -> BlkdebugEvent.FLUSH_TO_DISK;
            case DISCARD -> BlkdebugEvent.NONE;
        };
        long before = state;
        transitions.stream()
                .filter(set -> set.event() == event && before == Objects.requireNonNullElse(set.state(), 1L))
                .findFirst()
                .ifPresent(set -> state = set.newState());
        for (BlkdebugInjectError error : errors) {
            if (error.event() == event && applies(error, request, before)) {
                if (Boolean.TRUE.equals(error.once())) {
                    errors.remove(error);
                }
                return Objects.requireNonNullElse(error.errno(), 5L) == NO_SPACE ? Failure.NOSPACE : Failure.IO;
            }
        }
        return null;
    }

    private static boolean applies(BlkdebugInjectError error, Request request, long state) {
        Long sector = error.sector();
        Long when = error.state();
        return (when == null || when == state)
                && (sector == null
                        || sector < 0
                        || sector * SECTOR >= request.offset() && sector * SECTOR < request.offset() + request.bytes());
    }
}
