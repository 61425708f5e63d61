package io.qmp.codec.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
    private final RequestReader reader = new RequestReader(ReaderLimits.QEMU);

    @Test
    void readsRequests() {
        assertThat(read("{'execute':'a'}")).isEqualTo(new Request("a", QmpObject.EMPTY, null, false));
        assertThat(read("{'id':null,'arguments':{'b':1},'execute':'a'}"))
                .isEqualTo(new Request("a", QmpObject.of("b", QmpValue.of(1)), QmpNull.NULL, false));
    }

    @Test
    void readsNothingBehindTheMessageItReturns() {
        assertThat(read("{'execute':'a'}\n{'execute':'b'}")).isEqualTo(new Request("a", QmpObject.EMPTY, null, false));
        assertThat(reader.pendingBytes()).isEqualTo(16);
    }

    @Test
    void wantsMoreBytesForAnUnfinishedMessage() {
        assertThat(read("{'execute':'a'")).isNull();
        assertThat(read("}")).isEqualTo(new Request("a", QmpObject.EMPTY, null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "'execute'", "1 ", "null "})
    void wantsAnObject(String value) {
        assertThat(read(value)).isEqualTo(malformed("QMP input must be a JSON object", null, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                  | QMP input lacks member 'execute'",
                "{'arguments':{}}                    | QMP input lacks member 'execute'",
                "{'execute':1}                       | QMP input member 'execute' must be a string",
                "{'execute':null}                    | QMP input member 'execute' must be a string",
                "{'execute':'a','arguments':[]}      | QMP input member 'arguments' must be an object",
                "{'execute':'a','arguments':null}    | QMP input member 'arguments' must be an object",
                "{'execute':'a','foo':1}             | QMP input member 'foo' is unexpected",
                "{'foo':1}                           | QMP input member 'foo' is unexpected",
                "{'Execute':'a'}                     | QMP input member 'Execute' is unexpected",
                "{'arguments':1,'execute':1}         | QMP input member 'execute' must be a string",
                "{'arguments':1,'execute':'a','data':1} | QMP input member 'arguments' must be an object",
                "{'arguments':1,'execute':'a','class':1} | QMP input member 'class' is unexpected",
            })
    void tellsTheFaultThatQemuWouldMeetFirst(String request, String desc) {
        assertThat(read(request)).isEqualTo(malformed(desc, null, false));
    }

    @Test
    void faultsCarryTheId() {
        assertThat(read("{'execute':1,'id':[7]}"))
                .isInstanceOfSatisfying(
                        Malformed.class, it -> assertThat(it.id()).hasToString("[7]"));
        assertThat(read("{'id':null}"))
                .isInstanceOfSatisfying(
                        Malformed.class, it -> assertThat(it.id()).isEqualTo(QmpNull.NULL));
    }

    @Test
    void syntaxErrorsNeverCarryAnId() {
        assertThat(read("{'id':5,'execute':'a',}"))
                .isEqualTo(malformed("JSON parse error, expecting value", null, false));
    }

    @Test
    void execOobIsUnexpectedUntilEnabledButAnsweredOutOfBand() {
        assertThat(read("{'exec-oob':'a','id':1}"))
                .isEqualTo(malformed("QMP input member 'exec-oob' is unexpected", QmpValue.of(1), true));
        assertThat(read("{'exec-oob':'a','execute':'a'}"))
                .isEqualTo(malformed("QMP input member 'exec-oob' is unexpected", null, false));
    }

    @Test
    void execOobIsReadFromTheNextMessageOnOnceEnabled() {
        reader.feed(ByteBuffer.wrap("{'exec-oob':'a','id':1}".getBytes(StandardCharsets.US_ASCII)));
        reader.enableOob();
        assertThat(reader.next()).isEqualTo(new Request("a", QmpObject.EMPTY, QmpValue.of(1), true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'exec-oob':1}                    | true  | QMP input member 'exec-oob' must be a string",
                "{'exec-oob':null}                 | true  | QMP input member 'exec-oob' must be a string",
                "{'exec-oob':'a','when':1}         | true  | QMP input member 'when' is unexpected",
                "{'exec-oob':'a','arguments':1}    | true  | QMP input member 'arguments' must be an object",
                "{'exec-oob':'a','execute':'a'}    | false | QMP input member 'execute' clashes with 'exec-oob'",
                "{'execute':1,'exec-oob':'a'}      | false | QMP input member 'execute' must be a string",
                "{'execute':'a','exec-oob':1}      | false | QMP input member 'exec-oob' must be a string",
                "{}                                | false | QMP input lacks member 'execute'",
            })
    void faultsOfOutOfBandRequestsAreOutOfBand(String request, boolean outOfBand, String desc) {
        reader.enableOob();
        assertThat(read(request)).isEqualTo(malformed(desc, null, outOfBand));
    }

    private QmpMessage read(String text) {
        reader.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        return reader.next();
    }

    private static Malformed malformed(String desc, QmpValue id, boolean outOfBand) {
        return new Malformed(QmpError.generic(desc), id, outOfBand);
    }
}
