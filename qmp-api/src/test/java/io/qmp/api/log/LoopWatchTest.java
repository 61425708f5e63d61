package io.qmp.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ForwardingEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoopWatchTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<String> texts = new ArrayList<>();
    private final LoopWatch watch =
            new LoopWatch(loop, Duration.ofSeconds(2), new RateLimitedLog(new Texts(), loop::nanoTime));
    private final Thread thread = Thread.currentThread();

    @Test
    void aCallThatDoesNotReturnIsNamedOnceAndWhenItHas() {
        watch.begun("the command hold of p", "local#1", thread);
        lookAfter(0);
        lookAfter(1);
        assertThat(texts).isEmpty();
        lookAfter(1);
        lookAfter(1);
        assertThat(texts.size()).isEqualTo(1);
        assertThat(texts.get(0).startsWith("local#1: the command hold of p has blocked the event loop for 2 s, at "))
                .as(texts.get(0))
                .isTrue();

        watch.ended(thread);
        lookAfter(1);
        assertThat(texts.size()).isEqualTo(2);
        assertThat(texts.get(1)).isEqualTo("local#1: the command hold of p has ended after more than 4 s");
    }

    @Test
    void manyShortCallsAreNotOneLongCall() {
        for (int i = 0; i < 10; i++) {
            watch.begun("a command", "local#1", thread);
            lookAfter(1);
            watch.ended(thread);
        }

        assertThat(texts).isEmpty();
    }

    @Test
    void aCallWithinACallIsPartOfIt() {
        watch.begun("the outer", "local#1", thread);
        lookAfter(0);
        watch.begun("the inner", "local#1", thread);
        watch.ended(thread);
        lookAfter(2);

        assertThat(texts.size()).isEqualTo(1);
        assertThat(texts.get(0).contains("the outer")).as(texts.get(0)).isTrue();
    }

    @Test
    void ofCallsWithinEachOtherTheInnermostIsNamed() {
        watch.begun("an interceptor", "local#1", thread);
        lookAfter(1);
        watch.begun("the command hold", "local#2", thread);
        lookAfter(2);

        assertThat(texts).singleElement().asString().startsWith("local#2: the command hold has blocked");
    }

    @Test
    void looksTakeNoThreadEach() throws InterruptedException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch looks = new CountDownLatch(100);
        EventLoop counting = new ForwardingEventLoop(loop) {
            @Override
            public long nanoTime() {
                threads.add(Thread.currentThread());
                looks.countDown();
                return super.nanoTime();
            }
        };
        LoopWatch looking = new LoopWatch(counting, Duration.ofMillis(2), watch.log());

        looking.watch();
        looks.await();
        looking.close();

        assertThat(threads).hasSize(1);
    }

    private void lookAfter(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
        watch.look(Runnable::run);
    }

    private final class Texts implements System.Logger {
        @Override
        public String getName() {
            return "texts";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable cause) {
            texts.add(text);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
            texts.add(format);
        }
    }
}
