package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes a {@link FakeQemu} for each test, gives it to parameters of that type, and closes it behind the test. Tests
 * that run at the same time have a fake each. Registered in a static field, it makes one for all tests of the class,
 * which is closed behind the last of them.
 *
 * <pre>{@code
 * @RegisterExtension
 * final FakeQemuExtension fake = new FakeQemuExtension(FakeQemu.builder().schema(QemuSchema.V7_2));
 *
 * @Test
 * void pauses(FakeQemu qemu) { ... }
 * }</pre>
 *
 * <p>A test that has failed keeps its failure; what {@link FakeQemu#close} says is added to it as suppressed.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class FakeQemuExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(FakeQemuExtension.class);

    private final @Nullable FakeQemuBuilder builder;

    /** For {@link FakeQemuTest}, which sets the options. */
    public FakeQemuExtension() {
        this.builder = null;
    }

    /** Makes an extension whose fakes a builder makes. */
    public FakeQemuExtension(FakeQemuBuilder builder) {
        this.builder = builder;
    }

    /** Called for a class that has the annotation, and for an extension in a static field, which has a builder. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (builder != null) {
            start(builder, context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(builder != null ? builder : annotated(context), context);
    }

    private static void start(FakeQemuBuilder builder, ExtensionContext context) {
        if (context.getStore(NAMESPACE).get(FakeQemu.class) == null) { // nor is there one of the class
            context.getStore(NAMESPACE).put(FakeQemu.class, builder.start());
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close(context);
    }

    private static void close(ExtensionContext context) {
        FakeQemu fake = context.getStore(NAMESPACE).remove(FakeQemu.class, FakeQemu.class);
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
        return parameter.getParameter().getType() == FakeQemu.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE).get(FakeQemu.class));
    }

    private static FakeQemuBuilder annotated(ExtensionContext context) {
        FakeQemuTest options = context.getTestClass()
                .flatMap(type -> AnnotationSupport.findAnnotation(type, FakeQemuTest.class))
                .orElseThrow(() -> new IllegalStateException("the test class has no @FakeQemuTest"));
        FakeQemuBuilder builder = FakeQemu.builder();
        if (!options.schema().isEmpty()) {
            builder.schema(QemuSchema.of(options.schema()));
        }
        if (options.lenient()) {
            builder.lenient();
        }
        if (options.machine()) {
            builder.machine();
        }
        return options.virtualTime() ? builder.virtualTime() : builder;
    }
}
