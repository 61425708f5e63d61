package consumer;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the contract of plugins as a build does: all tests of the first plugin pass, one of the second fails. */
public final class Main {
    private static final long TESTS = 4;

    private Main() {}

    public static void main(String[] args) {
        expect(run(GreetPluginTest.class), 0);
        expect(run(EmptyPluginTest.class), 1);
    }

    private static TestExecutionSummary run(Class<?> test) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static void expect(TestExecutionSummary summary, long failures) {
        if (summary.getTestsStartedCount() != TESTS || summary.getTestsFailedCount() != failures) {
            summary.getFailures().forEach(failure -> failure.getException().printStackTrace());
            throw new AssertionError("expected " + failures + " of " + TESTS + " tests to fail, got "
                    + summary.getTestsFailedCount() + " of " + summary.getTestsStartedCount());
        }
    }
}
