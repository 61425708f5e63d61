package io.qmp.plugin.machine.object;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RingBufferTest {
    private final RingBuffer buffer = new RingBuffer(4);

    @Test
    void bytesAreReadInOrderAndOnce() {
        write("abc");
        assertThat(read(2)).isEqualTo("ab");
        assertThat(read(9)).isEqualTo("c");
        assertThat(read(9)).isEmpty();
    }

    @Test
    void oldestBytesAreOverwritten() {
        write("abc");
        write("def");
        assertThat(read(9)).isEqualTo("cdef");
    }

    @Test
    void onlyTheEndOfALongWriteIsKept() {
        write("ab");
        write("0123456789");
        assertThat(read(9)).isEqualTo("6789");
    }

    @Test
    void bufferOfNoBytesKeepsNothing() {
        RingBuffer none = new RingBuffer(0);
        none.write(new byte[3]);
        assertThat(none.read(9)).isEmpty();
    }

    /** Beyond its first capacity the buffer grows. */
    @Test
    void keepsWhatATextKeeps() {
        Random random = new Random(1);
        RingBuffer large = new RingBuffer(5000);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            if (random.nextInt(3) > 0) {
                String text = Integer.toString(i).repeat(random.nextInt(200));
                large.write(text.getBytes(US_ASCII));
                expected.append(text);
                expected.delete(0, Math.max(0, expected.length() - 5000));
            } else {
                int most = random.nextInt(2000);
                String first = expected.substring(0, Math.min(most, expected.length()));
                expected.delete(0, first.length());
                assertThat(new String(large.read(most), US_ASCII)).isEqualTo(first);
            }
        }
    }

    private void write(String text) {
        buffer.write(text.getBytes(US_ASCII));
    }

    private String read(long most) {
        return new String(buffer.read(most), US_ASCII);
    }
}
