package io.qmp.codec.bind.type;

import java.lang.invoke.MethodHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A method handle that is made when it has been asked for often. To make one takes as long as some thousand calls by
 * reflection, the first one of a process longer, and most types are used a few times, when a process starts.
 */
public final class LazyHandle {
    /** How often an accessor or a constructor is called by reflection. */
    static final int BY_REFLECTION = 5_000;

    private final Supplier<MethodHandle> maker;
    private int without; // a data race is harmless: the handle is made some calls later
    private @Nullable MethodHandle made; // a data race is harmless: all threads make equal handles

    /**
     * @param without how often the caller does without it
     */
    LazyHandle(Supplier<MethodHandle> maker, int without) {
        this.maker = maker;
        this.without = without;
    }

    /** {@return the handle; {@code null} if the caller is to use reflection} */
    @Nullable
    MethodHandle get() {
        MethodHandle handle = made;
        return handle != null ? handle : counted();
    }

    private @Nullable MethodHandle counted() {
        if (without > 0) {
            without--;
            return null;
        }
        MethodHandle handle = maker.get();
        made = handle;
        return handle;
    }
}
