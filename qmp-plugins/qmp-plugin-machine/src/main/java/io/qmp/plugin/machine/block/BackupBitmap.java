package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.qemu.type.BitmapSyncMode;
import io.qmp.plugin.qemu.type.BlockdevBackupOptions;
import io.qmp.plugin.qemu.type.MirrorSyncMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bitmap of a backup, which cannot be used by others meanwhile. What the guest writes meanwhile is recorded apart,
 * and stays dirty.
 */
final class BackupBitmap {
    private final Choice choice;
    private final DirtyBitmap meanwhile;
    private final NodeBitmaps node;

    BackupBitmap(Choice choice, NodeBitmaps node) {
        this.choice = choice;
        this.node = node;
        DirtyBitmap bitmap = choice.bitmap;
        this.meanwhile = DirtyBitmap.nameless(bitmap.granularity(), bitmap.length());
        meanwhile.recording(bitmap.recording());
        bitmap.recording(false);
        bitmap.keep(true);
        node.add(meanwhile);
    }

    /**
     * The job has ended.
     *
     * @param succeeded whether all is copied
     * @param left what is not copied
     */
    void ended(boolean succeeded, DirtyBitmap left) {
        if (choice.mode == BitmapSyncMode.ALWAYS || succeeded && choice.mode == BitmapSyncMode.ON_SUCCESS) {
            choice.bitmap.clear();
            choice.bitmap.merge(List.of(left));
        }
        giveUp();
    }

    /** There is no job: the bitmap is as it was. */
    void giveUp() {
        node.remove(meanwhile);
        choice.bitmap.merge(List.of(meanwhile));
        choice.bitmap.recording(meanwhile.recording());
        choice.bitmap.keep(false);
    }

    /**
     * A bitmap, and when it is cleared.
     *
     * @param bitmap the bitmap
     * @param mode when what is copied is cleared in it
     */
    record Choice(DirtyBitmap bitmap, BitmapSyncMode mode) {
        /**
         * {@return what options choose}
         *
         * @throws CommandFailedException with QEMU's text if they contradict themselves or the bitmap is not there
         */
        static Optional<Choice> of(BlockdevBackupOptions options, BlockNode source) {
            MirrorSyncMode sync = options.sync();
            String name = options.bitmap();
            BitmapSyncMode mode = options.bitmapMode();
            if (name == null && (sync == MirrorSyncMode.BITMAP || sync == MirrorSyncMode.INCREMENTAL)) {
                throw CommandFailedException.generic(
                        "must provide a valid bitmap name for '" + WireNaming.enumValue(sync) + "' sync mode");
            }
            if (sync == MirrorSyncMode.INCREMENTAL) {
                if (mode != null && mode != BitmapSyncMode.ON_SUCCESS) {
                    throw CommandFailedException.generic(
                            "Bitmap sync mode must be 'on-success' when using sync mode 'incremental'");
                }
                mode = BitmapSyncMode.ON_SUCCESS;
            }
            if (name == null) {
                if (mode != null) {
                    throw CommandFailedException.generic("Cannot specify bitmap sync mode without a bitmap");
                }
                return Optional.empty();
            }
            return Optional.of(new Choice(existing(name, source), required(mode, sync)));
        }

        private static DirtyBitmap existing(String name, BlockNode source) {
            if (!source.bitmaps().has(name)) {
                throw CommandFailedException.generic("Bitmap '" + name + "' could not be found");
            }
            return source.bitmaps().get(name);
        }

        private static BitmapSyncMode required(@Nullable BitmapSyncMode mode, MirrorSyncMode sync) {
            if (mode == null) {
                throw CommandFailedException.generic("Bitmap sync mode must be given when providing a bitmap");
            }
            if (sync == MirrorSyncMode.NONE) {
                throw CommandFailedException.generic("sync mode 'none' does not produce meaningful bitmap outputs");
            }
            if (mode == BitmapSyncMode.NEVER && sync != MirrorSyncMode.BITMAP) {
                throw CommandFailedException.generic(
                        "Bitmap sync mode 'never' has no meaningful effect when combined with sync mode '"
                                + WireNaming.enumValue(sync) + "'");
            }
            return mode;
        }
    }
}
