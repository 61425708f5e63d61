package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
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
public final class FakeQemuExtension extends FakeExtension<FakeQemu> {
    private final @Nullable FakeQemuBuilder builder;

    /** For {@link FakeQemuTest}, which sets the options. */
    public FakeQemuExtension() {
        super(FakeQemu.class);
        this.builder = null;
    }

    /** Makes an extension whose fakes a builder makes. */
    public FakeQemuExtension(FakeQemuBuilder builder) {
        super(FakeQemu.class);
        this.builder = builder;
    }

    @Override
    boolean startsForClasses() {
        return builder != null;
    }

    @Override
    FakeQemu start(ExtensionContext context) {
        return (builder != null ? builder : annotated(context)).start();
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
