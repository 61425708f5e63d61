package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DirtyBitmapTest {
    private static final long PIECE = 512;
    private static final long LENGTH = 10 * PIECE + 100;

    private final DirtyBitmap bitmap = new DirtyBitmap("b", PIECE, LENGTH, true);

    @Test
    void writesMakeWholePiecesDirty() {
        bitmap.written(1, 1);
        assertThat(bitmap.count()).isEqualTo(PIECE);
        bitmap.written(PIECE - 1, 2);
        assertThat(bitmap.count()).isEqualTo(2 * PIECE);
    }

    @Test
    void lastPieceCountsAsFarAsTheNodeGoes() {
        bitmap.written(LENGTH - 1, 1000);
        assertThat(bitmap.count()).isEqualTo(100);
        bitmap.written(LENGTH, 1000);
        assertThat(bitmap.count()).isEqualTo(100);
    }

    @Test
    void bitmapThatDoesNotRecordIgnoresWrites() {
        bitmap.recording(false);
        bitmap.written(0, LENGTH);
        assertThat(bitmap.count()).isEqualTo(0);
        bitmap.recording(true);
        bitmap.written(0, LENGTH);
        assertThat(bitmap.count()).isEqualTo(LENGTH);
    }

    @Test
    void clearingCanBeUndone() {
        bitmap.written(0, PIECE);
        Runnable undo = bitmap.clear();
        assertThat(bitmap.count()).isEqualTo(0);
        undo.run();
        assertThat(bitmap.count()).isEqualTo(PIECE);
    }

    @Test
    void mergingTakesWhatIsDirtyInTheOthers() {
        DirtyBitmap coarse = new DirtyBitmap("c", 4 * PIECE, LENGTH, true);
        coarse.written(5 * PIECE, 1);
        bitmap.written(0, 1);
        Runnable undo = bitmap.merge(List.of(coarse, bitmap));
        assertThat(bitmap.count()).isEqualTo(5 * PIECE);
        undo.run();
        assertThat(bitmap.count()).isEqualTo(PIECE);
    }
}
