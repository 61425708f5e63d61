package io.qmp.testkit.fake;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;

/** Values as JSON in messages. */
final class Json {
    private static final WireCodec CODEC = WireCodec.installed();

    private Json() {}

    /** {@return a value on one line} */
    static String text(QmpValue value) {
        return CODEC.format(value, WireFormat.CLIENT);
    }
}
