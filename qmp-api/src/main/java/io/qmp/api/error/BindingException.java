package io.qmp.api.error;

import io.qmp.api.Stable;

/**
 * A value does not fit its type: an argument is missing, of the wrong type, out of range, unexpected.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class BindingException extends QmpException {
    private static final long serialVersionUID = 1L;

    private final transient QmpError error;

    /**
     * Makes the exception.
     *
     * @param error the error for the sender of the value, with QEMU's text
     */
    public BindingException(QmpError error) {
        super(error.toString(), null);
        this.error = error;
    }

    /**
     * Makes the exception.
     *
     * @param error the error for the sender of the value, with QEMU's text
     * @param cause what refused the value
     */
    public BindingException(QmpError error, Throwable cause) {
        super(error.toString(), cause);
        this.error = error;
    }

    /** {@return the error for the sender of the value, with QEMU's text} */
    public QmpError error() {
        return error;
    }

    /** Not filled in: these are answers to bad input, which a peer can send without end. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
