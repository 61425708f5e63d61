package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.SIZE;
import static io.qmp.api.type.IntegerType.UINT32;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.IntType;
import io.qmp.api.type.Union;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What image formats have to tell besides.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "type", type = ImageInfoSpecific.Kind.class)
public sealed interface ImageInfoSpecific {
    /** A qcow2 image. */
    @Case("qcow2")
    record Qcow2(Qcow2Data data) implements ImageInfoSpecific {}

    /** A VMDK image. */
    @Case("vmdk")
    record Vmdk(VmdkData data) implements ImageInfoSpecific {}

    /** An image encrypted with LUKS. */
    @Case("luks")
    record Luks(LuksInfo data) implements ImageInfoSpecific {}

    /** An RBD image. */
    @Case("rbd")
    record Rbd(RbdData data) implements ImageInfoSpecific {}

    /** A file. */
    @Case("file")
    record File(FileData data) implements ImageInfoSpecific {}

    /** The formats that have more to tell. */
    enum Kind {
        QCOW2,
        VMDK,
        LUKS,
        RBD,
        FILE
    }

    /** Of a qcow2 image. */
    record Qcow2Data(
            String compat,
            @Nullable String dataFile,
            @Nullable Boolean dataFileRaw,
            @Nullable Boolean extendedL2,
            @Nullable Boolean lazyRefcounts,
            @Nullable Boolean corrupt,
            long refcountBits,
            @Nullable Qcow2Encryption encrypt,
            @Nullable List<Qcow2Bitmap> bitmaps,
            Qcow2Compression compressionType) {}

    /** A bitmap in a qcow2 image. */
    record Qcow2Bitmap(String name, @IntType(UINT32) long granularity, List<Qcow2BitmapFlag> flags) {}

    /** A property of a bitmap. */
    enum Qcow2BitmapFlag {
        IN_USE,
        AUTO
    }

    /** How clusters are compressed. */
    enum Qcow2Compression {
        ZLIB,
        ZSTD
    }

    /** Of a VMDK image. */
    record VmdkData(String createType, long cid, long parentCid, List<VmdkExtent> extents) {}

    /** An extent of a VMDK image. */
    record VmdkExtent(
            String filename,
            String format,
            long virtualSize,
            @Nullable Long clusterSize,
            @Nullable Boolean compressed) {}

    /** Of an RBD image. */
    record RbdData(@Nullable RbdEncryption encryptionFormat) {}

    /** How an RBD image is encrypted. */
    enum RbdEncryption {
        LUKS,
        LUKS2,
        LUKS_ANY
    }

    /** Of a file. */
    record FileData(@Nullable @IntType(SIZE) Long extentSizeHint) {}
}
