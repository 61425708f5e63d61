package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a {@link FakeAgent} for each test, gives it to parameters of that type, and closes it behind the test. Tests
 * that run at the same time have a fake each. Registered in a static field, it starts one for all tests of the class,
 * which is closed behind the last of them.
 *
 * <pre>{@code
 * @RegisterExtension
 * final FakeAgentExtension fake = new FakeAgentExtension(FakeAgent.builder().version(QemuSchema.V11_1));
 *
 * @Test
 * void shutsDown(FakeAgent agent) { ... }
 * }</pre>
 *
 * <p>A test that has failed keeps its failure; what {@link FakeAgent#close} says is added to it as suppressed. Together
 * with {@link FakeQemuExtension} it gives a test both.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class FakeAgentExtension extends FakeExtension<FakeAgent> {
    private final FakeAgentBuilder builder;

    /** Makes an extension whose fakes a builder makes. */
    public FakeAgentExtension(FakeAgentBuilder builder) {
        super(FakeAgent.class);
        this.builder = builder;
    }

    @Override
    boolean startsForClasses() {
        return true;
    }

    @Override
    FakeAgent start(ExtensionContext context) {
        return builder.start();
    }
}
