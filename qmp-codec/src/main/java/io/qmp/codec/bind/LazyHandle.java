package io.qmp.codec.bind;

import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A method handle that is made when it is first needed: handles take their time, and of the hundreds of types that a server starts
 * with, few are met soon.
 */
final class LazyHandle {
    private final Supplier<MethodHandle> maker;
    private @Nullable MethodHandle made; // unguarded: threads that race make handles that are as good

    LazyHandle(Supplier<MethodHandle> maker) {
        this.maker = maker;
    }

    MethodHandle get() {
        MethodHandle handle = made;
        if (handle == null) {
            handle = maker.get();
            made = handle;
        }
        return handle;
    }
}
