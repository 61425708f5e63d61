package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An extension in a static field. */
@Execution(ExecutionMode.SAME_THREAD)
class SharedFakeQemuTest {
    @RegisterExtension
    static final FakeQemuExtension FAKE = new FakeQemuExtension(FakeQemu.builder());

    private static final List<FakeQemu> SEEN = new ArrayList<>();

    @Test
    void oneTestHasTheFakeOfTheClass(FakeQemu qemu) {
        SEEN.add(qemu);
    }

    @Test
    void anotherTestHasTheSame(FakeQemu qemu) {
        SEEN.add(qemu);
    }

    @AfterAll
    static void bothWereTheSame() {
        assertThat(SEEN).hasSize(2);
        assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
    }
}
