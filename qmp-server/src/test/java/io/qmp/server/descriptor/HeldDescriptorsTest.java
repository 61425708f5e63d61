package io.qmp.server.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.DescriptorStore.Access;
import io.qmp.api.spi.DescriptorStore.DescriptorSet;
import io.qmp.api.spi.DescriptorStore.Member;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldDescriptorsTest {
    private static final OptionalLong ANY = OptionalLong.empty();

    private final List<Integer> closed = new ArrayList<>();
    private int made;

    /** Numbers below 100 are open for reading, others for both; those from 1000 on do not tell. */
    private final HeldDescriptors store = new HeldDescriptors(
            number -> number >= 1000 ? Optional.empty() : Optional.of(number < 100 ? Access.READ : Access.READ_WRITE));

    @AfterEach
    void nothingIsLeftOpenAndNothingIsClosedTwice() {
        store.close();
        assertThat(closed).hasSize(made).doesNotHaveDuplicates();
    }

    private FileDescriptor descriptor(int number) {
        made++;
        return new FileDescriptor(number, closed::add);
    }

    private long add(long set, int number) {
        return store.add(OptionalLong.of(set), Optional.empty(), descriptor(number));
    }

    @Test
    void aNamedDescriptorIsTakenOnceAndBelongsToTheTaker() {
        store.put("m0", "disk", descriptor(5));
        assertThat(store.take("m1", "disk"))
                .as("names are known on one monitor")
                .isEmpty();
        FileDescriptor taken = store.take("m0", "disk").orElseThrow();
        assertThat(taken.number()).isEqualTo(5);
        assertThat(store.take("m0", "disk")).isEmpty();
        store.close();
        assertThat(closed).isEmpty();
        taken.close();
    }

    @Test
    void whatIsLentIsClosedWithTheLastUse() throws IOException {
        add(1, 5);
        FileDescriptor first = store.lend(1, Access.READ);
        FileDescriptor second = store.lend(1, Access.READ);
        assertThat(first.number()).isEqualTo(5);
        first.close();
        first.close();
        assertThat(store.remove(1, ANY)).isTrue();
        assertThat(closed).isEmpty();
        assertThat(second.number()).isEqualTo(5);
        second.close();
        assertThat(closed).containsExactly(5);
    }

    @Test
    void aSetExistsWhileSomethingOfItIsLent() throws IOException {
        add(0, 5);
        FileDescriptor lent = store.lend(0, Access.READ);
        store.remove(0, OptionalLong.of(5));
        assertThat(store.sets()).containsExactly(new DescriptorSet(0, List.of()));
        assertThat(store.remove(0, ANY)).as("as QEMU answers").isTrue();
        assertThat(store.remove(0, OptionalLong.of(5))).isFalse();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> store.lend(0, Access.READ));
        assertThat(store.add(ANY, Optional.empty(), descriptor(6))).isEqualTo(1);

        lent.close();
        assertThat(store.sets()).containsExactly(new DescriptorSet(1, List.of(new Member(6, Optional.empty()))));
        assertThat(store.remove(0, ANY)).isFalse();
        assertThat(store.add(ANY, Optional.empty(), descriptor(7))).isZero();
    }

    @Test
    void aSetThatIsFilledAgainStaysWhenWhatWasLentIsReturned() throws IOException {
        add(3, 5);
        FileDescriptor lent = store.lend(3, Access.READ);
        store.remove(3, ANY);
        add(3, 6);
        lent.close();
        assertThat(store.sets()).hasSize(1);
        try (FileDescriptor again = store.lend(3, Access.READ)) {
            assertThat(again.number()).isEqualTo(6);
        }
    }

    @Test
    void theFirstDescriptorThatFitsTheUseIsLent() throws IOException {
        add(1, 5);
        add(1, 200);
        try (FileDescriptor read = store.lend(1, Access.READ);
                FileDescriptor both = store.lend(1, Access.READ_WRITE)) {
            assertThat(read.number()).isEqualTo(5);
            assertThat(both.number()).isEqualTo(200);
        }
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> store.lend(1, Access.WRITE));
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> store.lend(2, Access.READ));
        add(4, 1000);
        try (FileDescriptor unknown = store.lend(4, Access.WRITE)) {
            assertThat(unknown.number()).isEqualTo(1000);
        }
    }

    @Test
    void aNegativeNumberIsRefusedAndTheDescriptorClosed() {
        assertThatIllegalArgumentException().isThrownBy(() -> add(-1, 5));
        assertThat(closed).containsExactly(5);
    }

    @Test
    void whatIsPutInAfterTheEndIsClosed() {
        store.close();
        store.put("m0", "late", descriptor(5));
        add(1, 6);
        assertThat(closed).containsExactly(5, 6);
    }

    @Test
    void manySetsCostNoMoreEach() throws IOException {
        for (int i = 0; i < 50_000; i++) {
            store.add(ANY, Optional.empty(), descriptor(i));
            store.lend(i, i < 100 ? Access.READ : i < 1000 ? Access.READ_WRITE : Access.READ)
                    .close();
        }
        for (int i = 0; i < 50_000; i++) {
            assertThat(store.remove(i, ANY)).isTrue();
        }
        assertThat(store.sets()).isEmpty();
    }
}
