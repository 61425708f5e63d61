package io.qmp.codec.bind.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first calls are made by reflection, later ones by method handles. */
class RecordClassTest {
    private static final int CALLS = 2 * LazyHandle.BY_REFLECTION;

    record Disk(String name, boolean active, @Nullable Long size) {
        Disk {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("no name");
            }
        }

        @Override
        public @Nullable Long size() {
            if (!active) {
                throw new IllegalStateException("not active");
            }
            return size;
        }
    }

    private final RecordClass disks = new RecordClass(Disk.class);

    @Test
    void allInstancesAreMadeAlike() {
        for (int i = 0; i < CALLS; i++) {
            assertThat(disks.make(new @Nullable Object[] {"a", true, null})).isEqualTo(new Disk("a", true, null));
            assertThatThrownBy(() -> disks.make(new @Nullable Object[] {"", true, 1L}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no name");
        }
    }

    @Test
    void allInstancesAreReadAlike() {
        ComponentAccessor active = disks.accessor(1);
        ComponentAccessor size = disks.accessor(2);
        Disk disk = new Disk("a", true, 5L);
        Disk other = new Disk("b", false, 5L);
        for (int i = 0; i < CALLS; i++) {
            assertThat(active.get(disk)).isEqualTo(true);
            assertThat(size.get(disk)).isEqualTo(5L);
            assertThatThrownBy(() -> size.get(other))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("not active");
        }
    }

    @Test
    void aConstantIsReadFromAnyRecord() {
        ComponentAccessor constant = ComponentAccessor.constant("kind", "disk");

        assertThat(constant.get(new Disk("a", true, null))).isEqualTo("disk");
    }
}
