package io.qmp.api.bind;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.RateLimit;
import io.qmp.api.value.QmpObject;
import java.util.Optional;
import java.util.Set;

/**
 * An event as its Java type describes it.
 *
 * @param <E> the event
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface EventBinding<E extends EventData> {
    /** {@return its name on the wire} */
    String name();

    /** {@return the record that describes it} */
    Class<E> type();

    /** {@return its features, such as {@code deprecated}} */
    Set<String> features();

    /** {@return how often it may be sent; empty for as often as it happens} */
    Optional<RateLimit> rateLimit();

    /**
     * Reads data leniently, as {@link Binder#read} does.
     *
     * @param data what the server sent; empty if it sent none
     * @return the event
     * @throws io.qmp.api.error.BindingException if the value as a whole is of another JSON type
     */
    E readData(QmpObject data);

    /** {@return the data of an event, without what the {@linkplain CompatPolicy policy} hides} */
    QmpObject writeData(E event);
}
