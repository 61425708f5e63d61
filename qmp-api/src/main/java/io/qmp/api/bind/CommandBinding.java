package io.qmp.api.bind;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Set;

/**
 * A command as its Java type describes it.
 *
 * @param <C> the command
 * @param <R> what it returns
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface CommandBinding<C extends Command<R>, R> {
    /** {@return its name on the wire} */
    String name();

    /** {@return the record that describes it} */
    Class<C> type();

    /** {@return whether it may be executed out of band} */
    boolean allowsOob();

    /** {@return its features, such as {@code deprecated}} */
    Set<String> features();

    /**
     * Reads arguments strictly, as a server does: in schema order; the first error is thrown.
     *
     * @param arguments what the client sent
     * @return the command
     * @throws io.qmp.api.error.BindingException with QEMU's text for the first fault
     */
    C readArguments(QmpObject arguments);

    /** {@return the arguments of a command; optional members that are {@code null} are left out} */
    QmpObject writeArguments(C command);

    /**
     * Reads a result leniently, as {@link Binder#read} does.
     *
     * @param result what the server returned
     * @return the result
     * @throws io.qmp.api.error.BindingException if the value as a whole is of another JSON type
     */
    R readResult(QmpValue result);

    /**
     * Reads a result leniently, as {@link Binder#read} does.
     *
     * @param result what the server returned
     * @param listener receives what the type drops, and other departures from it; instead of the binder's listener
     * @return the result
     * @throws io.qmp.api.error.BindingException if the value as a whole is of another JSON type
     */
    R readResult(QmpValue result, LenienceListener listener);

    /** {@return a result as a value, without what the {@linkplain CompatPolicy policy} hides} */
    QmpValue writeResult(R result);
}
