package io.qmp.app.process;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A standard input that stands for keys of a terminal, for programs that use a terminal without there being one. */
public final class TypedInput extends FilterInputStream {
    /**
     * Makes a standard input.
     *
     * @param keys what is typed
     */
    public TypedInput(InputStream keys) {
        super(keys);
    }
}
