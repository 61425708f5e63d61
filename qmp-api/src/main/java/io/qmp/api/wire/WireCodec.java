package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.LenienceListener;
import io.qmp.api.message.VersionTriple;
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
     * {@return a new reader of what clients send, for a server that behaves as one version of QEMU} Since 11.1 a syntax
     * error is reported as soon as it was read, with line and column, and one in a message; before, at the end of the
     * message, and the rest of it is read as further messages.
     *
     * @param limits how much a client may send
     * @param version the version
     */
    MessageReader newRequestReader(ReaderLimits limits, VersionTriple version);

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
     * {@return a new binder for a server that behaves as one version of a program} It neither reads nor writes what
     * that version does not have, as {@link io.qmp.api.type.Versions} says.
     *
     * @param policy how to deal with what is deprecated or unstable
     * @param version the version
     */
    Binder newBinder(CompatPolicy policy, VersionTriple version);

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
        return ServiceLookup.only(WireCodec.class, "qmp-codec");
    }
}
