package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.value.QmpValue;

/**
 * Makes messages of bytes, bytes of messages, and values of Java types. A {@code ServiceLoader} service; safe for
 * use by several threads, unlike the readers and writers it makes.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface WireCodec {
    /**
     * {@return a new reader of what clients send: requests and malformed input}
     *
     * @param limits how much a client may send
     */
    MessageReader newRequestReader(ReaderLimits limits);

    /**
     * {@return a new reader of what servers send: greeting, replies, events and malformed input}
     *
     * @param limits how much a server may send
     */
    MessageReader newReplyReader(ReaderLimits limits);

    /**
     * {@return a new writer}
     *
     * @param format how messages are written
     */
    MessageWriter newWriter(WireFormat format);

    /**
     * {@return a new binder}
     *
     * @param policy how to deal with what is deprecated or unstable
     */
    default Binder newBinder(CompatPolicy policy) {
        return newBinder(policy, LenienceListener.NONE);
    }

    /**
     * {@return a new binder that reports deviations}
     *
     * @param policy how to deal with what is deprecated or unstable
     * @param lenience receives the deviations that lenient reading finds
     */
    Binder newBinder(CompatPolicy policy, LenienceListener lenience);

    /**
     * {@return the value that a text stands for}
     *
     * @param json one JSON value, in QMP's dialect
     * @throws IllegalArgumentException if it is not one; the message says what is wrong
     */
    QmpValue parse(String json);

    /**
     * {@return a value as a text of one line, or of several indented ones, without a line break at its end}
     *
     * @param value the value
     * @param format how it is written; the line end counts between lines
     */
    String format(QmpValue value, WireFormat format);

    /**
     * {@return the codec that is installed}
     *
     * @throws IllegalStateException if there is none, or more than one
     */
    static WireCodec installed() {
        return Seam.only(WireCodec.class, "qmp-codec");
    }
}
