package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.client.QgaClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs tests with the Launcher, some of which fail, and compares what they say. */
class FakeAgentExtensionTest {
    @Test
    void eachTestHasAnAgentThatIsVerifiedAndClosedBehindIt() {
        assertThat(FakeQemuExtensionTest.run(OneForEachTest.class, true))
                .contains("asDeclared(FakeAgent)\npassed")
                .contains("another(FakeAgent)\npassed")
                .contains("both(FakeAgent, FakeQemu)\npassed")
                .contains("unmet(FakeAgent)\nAssertionError: not received: expect guest-shutdown at");
    }

    @Test
    void testsOfAClassShareTheAgentOfAStaticField() {
        assertThat(FakeQemuExtensionTest.run(OneForAllTests.class, false))
                .contains("first(FakeAgent)\npassed", "second(FakeAgent)\npassed");
    }

    private static void ask(FakeAgent agent, String command) {
        var connecting = QgaClient.over(agent.connection());
        agent.advance(Duration.ZERO);
        connecting.join().execute(command, QmpObject.EMPTY);
        agent.advance(Duration.ZERO);
    }

    @Disabled("run by the tests of the surrounding class")
    static class OneForEachTest {
        @RegisterExtension
        final FakeAgentExtension agents =
                new FakeAgentExtension(FakeAgent.builder().virtualTime());

        @RegisterExtension
        final FakeQemuExtension machines =
                new FakeQemuExtension(FakeQemu.builder().virtualTime());

        @Test
        void asDeclared(FakeAgent agent) {
            agent.expect("guest-fsfreeze-status").returns("'thawed'");
            ask(agent, "guest-fsfreeze-status");
        }

        @Test
        void another(FakeAgent agent) {
            agent.expect("guest-get-time").returns("1");
            ask(agent, "guest-get-time");
        }

        @Test
        void both(FakeAgent agent, FakeQemu qemu) {
            assertThat(agent.connection()).isNotSameAs(qemu.connection());
        }

        @Test
        void unmet(FakeAgent agent) {
            agent.expect("guest-shutdown").never();
        }
    }

    @Disabled("run by the tests of the surrounding class")
    static class OneForAllTests {
        @RegisterExtension
        static final FakeAgentExtension AGENTS =
                new FakeAgentExtension(FakeAgent.builder().virtualTime());

        private static @Nullable FakeAgent seen;

        @Test
        void first(FakeAgent agent) {
            same(agent);
        }

        @Test
        void second(FakeAgent agent) {
            same(agent);
        }

        private static void same(FakeAgent agent) {
            assertThat(seen == null || seen == agent).isTrue();
            seen = agent;
        }
    }
}
