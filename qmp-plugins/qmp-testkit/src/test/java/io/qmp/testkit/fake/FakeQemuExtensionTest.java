package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.qmp.api.value.QmpObject;
import io.qmp.client.QmpClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests that fail with the Launcher, and compares what they say with {@code failures.txt}. */
class FakeQemuExtensionTest {
    static String run(Class<?> tests, boolean parallel) {
        Map<String, String> outcomes = new TreeMap<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .configurationParameter(
                                        "junit.jupiter.conditions.deactivate", "org.junit.*DisabledCondition")
                                .configurationParameter(
                                        "junit.jupiter.execution.parallel.enabled", Boolean.toString(parallel))
                                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    synchronized (outcomes) {
                                        outcomes.put(
                                                test.getDisplayName(),
                                                result.getThrowable()
                                                        .map(FakeQemuExtensionTest::text)
                                                        .orElse("passed"));
                                    }
                                }
                            }
                        });
        return outcomes.entrySet().stream()
                .map(outcome -> outcome.getKey() + "\n" + outcome.getValue() + "\n")
                .collect(Collectors.joining("\n"));
    }

    private static String text(Throwable failure) {
        String suppressed = Arrays.stream(failure.getSuppressed())
                .map(more -> "\nsuppressed: " + more.getMessage())
                .collect(Collectors.joining());
        return (failure.getClass().getSimpleName() + ": " + failure.getMessage() + suppressed)
                .replaceAll("Test.java:[0-9]+", "Test.java:N");
    }

    private static String golden() throws IOException {
        try (InputStream text =
                Objects.requireNonNull(FakeQemuExtensionTest.class.getResourceAsStream("failures.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void failuresSayWhatWasDeclaredWhatCameAndHowTheyDiffer() throws IOException {
        assertThat(run(Failing.class, false)).isEqualTo(golden());
    }

    @Test
    void testsThatRunAtTheSameTimeDoNotMeet() throws IOException {
        assertThat(run(Failing.class, true)).isEqualTo(golden());
    }

    @Disabled("run by the tests of the surrounding class")
    static class Failing {
        @RegisterExtension
        final FakeQemuExtension fake = new FakeQemuExtension(
                FakeQemu.builder().schema(QemuSchema.V11_1).virtualTime());

        private static void ask(FakeQemu qemu, String command, QmpObject arguments) {
            var connecting = QmpClient.over(qemu.connection());
            qemu.advance(Duration.ZERO);
            connecting.join().execute(command, arguments);
            qemu.advance(Duration.ZERO);
        }

        @Test
        void asDeclared(FakeQemu qemu) {
            qemu.expect("stop");
            ask(qemu, "stop", QmpObject.EMPTY);
        }

        @Test
        void unmet(FakeQemu qemu) {
            qemu.expect("stop").emits("STOP").returns();
        }

        @Test
        void unexpected(FakeQemu qemu) {
            qemu.expect("device_del", "{'id': 'disk0'}");
            ask(qemu, "device_del", QmpObject.EMPTY);
        }

        @Test
        void misspelt(FakeQemu qemu) {
            qemu.expect("devise_del");
        }

        @Test
        void misspeltArgument(FakeQemu qemu) {
            qemu.expect("device_del", "{'ib': 'disk0'}");
        }

        @Test
        void wrongResult(FakeQemu qemu) {
            qemu.stub("query-status").returns("{'status': 'running'}");
        }

        @Test
        void failingByItself(FakeQemu qemu) {
            qemu.expect("cont");
            throw new IllegalStateException("the test's own failure");
        }
    }
}
