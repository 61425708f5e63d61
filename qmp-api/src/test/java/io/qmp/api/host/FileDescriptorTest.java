package io.qmp.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileDescriptorTest {
    private final List<Integer> given = new ArrayList<>();

    @Test
    void isGivenBackOnce() {
        FileDescriptor descriptor = new FileDescriptor(7, given::add);
        assertEquals(7, descriptor.number());

        descriptor.close();
        descriptor.close();

        assertEquals(List.of(7), given);
        assertFalse(descriptor.isOpen());
        assertThrows(IllegalStateException.class, descriptor::number);
    }

    @Test
    void isNoNegativeNumber() {
        assertThrows(IllegalArgumentException.class, () -> new FileDescriptor(-1, given::add));
    }
}
