package io.qmp.testkit.fake;

import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a fake for each test, gives it to parameters of its type, and closes it behind the test. Registered in a
 * static field, it starts one for all tests of the class.
 */
abstract class FakeExtension<F extends AutoCloseable>
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final Class<F> type;
    private final Namespace namespace;

    FakeExtension(Class<F> type) {
        this.type = type;
        this.namespace = Namespace.create(type);
    }

    /** Whether it can start a fake without a test: for the class, if it is registered in a static field. */
    abstract boolean startsForClasses();

    /** Starts the fake of a test or of a class. */
    abstract F start(ExtensionContext context);

    /** Called for a class that has the annotation, and for an extension in a static field. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (startsForClasses()) {
            startOnce(context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        startOnce(context);
    }

    private void startOnce(ExtensionContext context) {
        if (context.getStore(namespace).get(type) == null) { // nor is there one of the class
            context.getStore(namespace).put(type, start(context));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        close(context);
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        close(context);
    }

    private void close(ExtensionContext context) throws Exception {
        F fake = context.getStore(namespace).remove(type, type);
        Throwable failure = context.getExecutionException().orElse(null);
        try {
            if (fake != null) {
                fake.close();
            }
        } catch (AssertionError e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(namespace).get(type));
    }
}
