package io.qmp.plugin.machine.config;

import io.qmp.options.Identifiers;
import io.qmp.options.OptionPart;
import io.qmp.options.Switches;
import io.qmp.plugin.qemu.type.BlockdevCacheOptions;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsNull;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code -drive} and the options that stand for one, such as {@code -cdrom}. */
final class DriveOption {
    private static final Set<String> BUSES =
            Set.of("none", "ide", "scsi", "floppy", "pflash", "mtd", "sd", "virtio", "xen");
    private static final Set<String> CACHES =
            Set.of("none", "off", "writeback", "writethrough", "directsync", "unsafe");
    private static final Set<String> WITHOUT_MEANING = Set.of(
            "aio", "discard", "detect-zeroes", "snapshot", "unit", "bus", "serial", "copy-on-read", "locking", "group");
    private static final Pattern PROTOCOL = Pattern.compile("([a-z][a-z0-9+-]*):.*", Pattern.DOTALL);
    private static final Map<String, Integer> INDEXES =
            Map.of("hda", 0, "hdb", 1, "hdc", 2, "hdd", 3, "cdrom", 2, "fda", 0, "fdb", 1);

    private final MachineConfigBuilder machine;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Integer> next = new HashMap<>();

    DriveOption(MachineConfigBuilder machine) {
        this.machine = machine;
    }

    /** {@return the argument of {@code -drive} that an option such as {@code -hda} stands for} */
    static String ofImage(String option, String file) {
        String kind = switch (option) {
            case "hda", "hdb", "hdc", "hdd" -> "media=disk,index=" + INDEXES.get(option);
            case "cdrom" -> "media=cdrom,index=" + INDEXES.get(option);
            case "fda", "fdb" -> "if=floppy,index=" + INDEXES.get(option);
            case "mtdblock" -> "if=mtd";
            default -> "if=" + option;
        };
        return kind + ",file=" + OptionPart.escape(file);
    }

    /** {@return the drive, after it was added} */
    Drive apply(String text) {
        OptionValues values = OptionValues.parseWithSwitches(text, "file");
        Optional<String> id = values.take("id");
        id.ifPresent(given -> Identifiers.require("id", given));
        String bus = values.take("if").orElse("ide");
        if (!BUSES.contains(bus)) {
            throw new IllegalArgumentException("unsupported bus type '" + bus + "'");
        }
        boolean cdrom = isCdrom(values.take("media").orElse("disk"));
        int index =
                values.takeInteger("index", "a number").map(Long::intValue).orElseGet(() -> next.getOrDefault(bus, 0));
        next.put(bus, index + 1);
        String name = id.orElseGet(() -> name(bus, cdrom, index));
        if (!ids.add(name)) {
            throw new IllegalArgumentException("Duplicate ID '" + name + "' for drive");
        }
        Drive drive = new Drive(name, node(values, cdrom), cdrom || bus.equals("none") || bus.equals("floppy"));
        machine.drive(drive);
        if (bus.equals("virtio")) {
            machine.device(Device.of(new Disk(Optional.empty(), name, Disk.OnError.AUTO, Disk.OnError.AUTO)));
        }
        return drive;
    }

    private static boolean isCdrom(String media) {
        if (!media.equals("disk") && !media.equals("cdrom")) {
            throw new IllegalArgumentException("'" + media + "' invalid media");
        }
        return media.equals("cdrom");
    }

    /** A disk on a bus with places has the number of the bus and of the place. */
    private static String name(String bus, boolean cdrom, int index) {
        return switch (bus) {
            case "ide", "scsi" -> bus + index + (cdrom ? "-cd0" : "-hd0");
            default -> bus + index;
        };
    }

    private static Optional<BlockdevOptions> node(OptionValues values, boolean cdrom) {
        BlockdevCacheOptions cache = cache(values.take("cache").orElse("writeback"));
        boolean readOnly = cdrom
                | values.take("readonly")
                        .map(text -> Switches.isOn("readonly", text))
                        .orElse(false)
                | values.take("read-only")
                        .map(text -> Switches.isOn("read-only", text))
                        .orElse(false);
        String format = values.take("format").or(() -> values.take("driver")).orElse("raw");
        values.take("rerror");
        values.take("werror");
        values.ignore(WITHOUT_MEANING);
        Optional<String> file = values.take("file").filter(name -> !name.isEmpty());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (!format.equals("raw") && !format.equals("qcow2")) {
            throw new IllegalArgumentException("Unknown driver '" + format + "'");
        }
        values.left().ifPresent(key -> {
            throw new IllegalArgumentException(
                    "Block format '" + format + "' does not support the option '" + key + "'");
        });
        BlockdevRef image = BlockdevRef.of(protocol(file.get()));
        return Optional.of(
                format.equals("raw")
                        ? BlockdevOptionsRaw.builder(image)
                                .readOnly(readOnly)
                                .cache(cache)
                                .build()
                        : BlockdevOptionsQcow2.builder(image)
                                .readOnly(readOnly)
                                .cache(cache)
                                .build());
    }

    private static BlockdevCacheOptions cache(String mode) {
        if (!CACHES.contains(mode)) {
            throw new IllegalArgumentException("invalid cache option");
        }
        return BlockdevCacheOptions.builder()
                .direct(mode.equals("none") || mode.equals("off") || mode.equals("directsync"))
                .noFlush(mode.equals("unsafe"))
                .build();
    }

    private static BlockdevOptions protocol(String file) {
        Matcher protocol = PROTOCOL.matcher(file);
        if (!protocol.matches()) {
            return BlockdevOptionsFile.builder(BlockdevDriver.FILE, file).build();
        }
        return switch (protocol.group(1)) {
            case "null-co" ->
                BlockdevOptionsNull.builder(BlockdevDriver.NULL_CO).build();
            case "null-aio" ->
                BlockdevOptionsNull.builder(BlockdevDriver.NULL_AIO).build();
            case "file" ->
                BlockdevOptionsFile.builder(BlockdevDriver.FILE, file.substring("file:".length()))
                        .build();
            default -> throw new IllegalArgumentException("Unknown protocol '" + protocol.group(1) + "'");
        };
    }
}
