package io.qmp.plugin.machine.block;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DirtyBitmapTest {
    private static final long PIECE = 512;
    private static final long LENGTH = 10 * PIECE + 100;

    private final DirtyBitmap bitmap = new DirtyBitmap("b", PIECE, LENGTH, true);

    @Test
    void writesMakeWholePiecesDirty() {
        bitmap.written(1, 1);
        assertEquals(PIECE, bitmap.count());
        bitmap.written(PIECE - 1, 2);
        assertEquals(2 * PIECE, bitmap.count());
    }

    @Test
    void lastPieceCountsAsFarAsTheNodeGoes() {
        bitmap.written(LENGTH - 1, 1000);
        assertEquals(100, bitmap.count());
        bitmap.written(LENGTH, 1000);
        assertEquals(100, bitmap.count());
    }

    @Test
    void bitmapThatDoesNotRecordIgnoresWrites() {
        bitmap.recording(false);
        bitmap.written(0, LENGTH);
        assertEquals(0, bitmap.count());
        bitmap.recording(true);
        bitmap.written(0, LENGTH);
        assertEquals(LENGTH, bitmap.count());
    }

    @Test
    void clearingCanBeUndone() {
        bitmap.written(0, PIECE);
        Runnable undo = bitmap.clear();
        assertEquals(0, bitmap.count());
        undo.run();
        assertEquals(PIECE, bitmap.count());
    }

    @Test
    void mergingTakesWhatIsDirtyInTheOthers() {
        DirtyBitmap coarse = new DirtyBitmap("c", 4 * PIECE, LENGTH, true);
        coarse.written(5 * PIECE, 1);
        bitmap.written(0, 1);
        Runnable undo = bitmap.merge(List.of(coarse, bitmap));
        assertEquals(5 * PIECE, bitmap.count());
        undo.run();
        assertEquals(PIECE, bitmap.count());
    }
}
