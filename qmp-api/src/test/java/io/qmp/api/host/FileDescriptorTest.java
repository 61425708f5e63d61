package io.qmp.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileDescriptorTest {
    private final List<Integer> given = new ArrayList<>();

    @Test
    void isGivenBackOnce() {
        FileDescriptor descriptor = new FileDescriptor(7, given::add);
        assertThat(descriptor.number()).isEqualTo(7);

        descriptor.close();
        descriptor.close();

        assertThat(given).isEqualTo(List.of(7));
        assertThat(descriptor.isOpen()).isFalse();
        assertThatThrownBy(descriptor::number).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNoNegativeNumber() {
        assertThatThrownBy(() -> new FileDescriptor(-1, given::add)).isInstanceOf(IllegalArgumentException.class);
    }
}
