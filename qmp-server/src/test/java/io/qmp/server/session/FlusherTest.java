package io.qmp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.ForwardingEventLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of a turn: what is still to be done, then one flush. */
class FlusherTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH, failures::add);
    private final List<String> done = new ArrayList<>();
    private int tasks;

    private final Flusher flusher = new Flusher(new ForwardingEventLoop(loop) {
        @Override
        public void execute(Runnable task) {
            tasks++;
            super.execute(task);
        }
    });

    @Test
    void whatIsToBeDoneLaterTakesOneTaskOfTheLoop() {
        flusher.execute(() -> done.add("first"));
        flusher.execute(() -> done.add("second"));
        assertThat(done).isEmpty(); // not within the call

        loop.runPending();

        assertThat(done).containsExactly("first", "second");
        assertThat(tasks).isEqualTo(1);
    }

    @Test
    void whatIsAddedMeanwhileIsDoneInTheSameTask() {
        flusher.execute(() -> flusher.execute(() -> done.add("added")));

        loop.runPending();

        assertThat(done).containsExactly("added");
    }

    @Test
    void whatFailsDoesNotStopTheRest() {
        flusher.execute(() -> {
            throw new IllegalStateException("made for a test");
        });
        flusher.execute(() -> done.add("rest"));

        loop.runPending();

        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(done).containsExactly("rest");
    }
}
