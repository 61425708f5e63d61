package io.qmp.codec.bind.type;

import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A method handle that is made on first use: making one is slow, and a server starts with hundreds of types of which
 * few are used soon.
 */
public final class LazyHandle {
    private final Supplier<MethodHandle> maker;
    private @Nullable MethodHandle made; // a data race is harmless: all threads make equal handles

    public LazyHandle(Supplier<MethodHandle> maker) {
        this.maker = maker;
    }

    public MethodHandle get() {
        MethodHandle handle = made;
        if (handle == null) {
            handle = maker.get();
            made = handle;
        }
        return handle;
    }
}
