package io.qmp.plugin.machine.block;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.qmp.api.error.CommandFailedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image in a format of another program, or an old one. Only its size is read from its header.
 *
 * @param name the driver's name
 * @param size the bytes of the disk
 */
record ForeignImage(String name, long size) implements Driver {
    private static final int HEADER = 512;
    private static final long SECTOR = 512;
    private static final byte[] FREE_SPACE = "WithoutFreeSpace".getBytes(US_ASCII);
    private static final byte[] FREE_SPACE_EXTENDED = "WithouFreSpacExt".getBytes(US_ASCII);
    private static final byte[] CONNECTIX = "conectix".getBytes(US_ASCII);
    private static final int QCOW = 0x514649fb;
    private static final int QED = 0x51454400;
    private static final int VMDK = 0x4b444d56;
    private static final int VDI = 0xbeda107f;
    private static final int VDI_SIGNATURE = 64;

    /** What QEMU says of a file that is no image of the format, if this does not depend on the file. */
    private static final Map<String, String> NONE = Map.of(
            "bochs", "Image not in Bochs format",
            "cloop", "block_size cannot be zero",
            "dmg", "Could not locate UDIF trailer in dmg file",
            "parallels", "Image not in Parallels format",
            "qcow", "Image not in qcow format",
            "qed", "Image not in QED format",
            "vmdk", "invalid VMDK image descriptor",
            "vpc", "invalid VPC image");

    private static final Set<String> ONLY_READ = Set.of("bochs", "cloop", "dmg");

    /** {@return whether there is a format of that name} */
    static boolean isFormat(String driver) {
        return NONE.containsKey(driver) || driver.equals("vdi") || driver.equals("vhdx");
    }

    /**
     * {@return the driver of an image}
     *
     * @param readOnly whether it is only read, or may be if it cannot be written
     * @param file the node that has the image
     * @throws CommandFailedException with QEMU's text if there is none
     */
    static ForeignImage open(String driver, boolean readOnly, BlockNode file) {
        if (!readOnly && ONLY_READ.contains(driver)) {
            throw CommandFailedException.generic("Image is read-only");
        }
        ByteBuffer header =
                ByteBuffer.allocate(HEADER).put(file.read(0, HEADER)).rewind();
        return new ForeignImage(
                driver,
                size(driver, header)
                        .orElseThrow(() -> CommandFailedException.generic(noImage(driver, header, file.filename()))));
    }

    private static Optional<Long> size(String driver, ByteBuffer header) {
        ByteBuffer little = header.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return switch (driver) {
            case "parallels" ->
                begins(header, FREE_SPACE) || begins(header, FREE_SPACE_EXTENDED)
                        ? sectors(little, 36)
                        : Optional.empty();
            case "qcow" -> header.getInt(0) == QCOW && header.getInt(4) == 1 ? size(header, 24) : Optional.empty();
            case "qed" -> header.getInt(0) == QED ? size(little, 48) : Optional.empty();
            case "vdi" -> little.getInt(VDI_SIGNATURE) == VDI ? size(little, 368) : Optional.empty();
            case "vmdk" -> header.getInt(0) == VMDK ? sectors(little, 12) : Optional.empty();
            case "vpc" -> begins(header, CONNECTIX) ? size(header, 48) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@return the size that a header has in bytes, if a disk can be so large} */
    private static Optional<Long> size(ByteBuffer header, int offset) {
        return Optional.of(header.getLong(offset)).filter(bytes -> bytes >= 0);
    }

    /** {@return the size that a header has in sectors, if a disk can be so large} */
    private static Optional<Long> sectors(ByteBuffer header, int offset) {
        return Optional.of(header.getLong(offset))
                .filter(sectors -> sectors >= 0 && sectors <= Long.MAX_VALUE / SECTOR)
                .map(sectors -> sectors * SECTOR);
    }

    private static boolean begins(ByteBuffer header, byte[] magic) {
        return Arrays.equals(header.array(), 0, magic.length, magic, 0, magic.length);
    }

    private static String noImage(String driver, ByteBuffer header, String filename) {
        if (driver.equals("vdi")) {
            int signature = header.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(VDI_SIGNATURE);
            return "Image not in VDI format (bad signature %08x)".formatted(signature);
        }
        return NONE.getOrDefault(driver, "Could not open '" + filename + "': Invalid argument");
    }

    @Override
    public boolean keepsPlaces() {
        return false;
    }

    @Override
    public long length(Optional<BlockNode> child) {
        return size;
    }

    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return child.map(file -> file.summary().plainName());
    }
}
