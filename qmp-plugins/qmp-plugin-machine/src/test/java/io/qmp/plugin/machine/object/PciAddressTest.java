package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PciAddressTest {
    private static QmpValue check(QmpValue value) {
        return PciAddress.check("virtio-net-pci", "addr", value);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5, 40", "5.0, 40", "5.7, 47", "1f, 248", "1F.7, 255", "0x1f.0x3, 251", "00000005.1, 41"})
    void aTextIsSlotAndFunctionInHexadecimal(String text, long address) {
        assertThat(check(new QmpString(text))).isEqualTo(QmpValue.of(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "5.8", "5.", ".1", "5.1.1", "g", "-1", " 5", "0x", "000000005"})
    void anotherTextIsNone(String text) {
        assertThat(failure(() -> check(new QmpString(text))))
                .isEqualTo("Property 'virtio-net-pci.addr' doesn't take value '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 40, 255})
    void aNumberIsBothInOneAndMinusOneIsAnywhere(long address) {
        assertThat(check(QmpValue.of(address))).isEqualTo(QmpValue.of(address));
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 256, 1L << 40})
    void aNumberBeyondTheBusIsRefused(long address) {
        assertThat(failure(() -> check(QmpValue.of(address))))
                .isEqualTo("Parameter 'addr' expects a value between -1 and 255");
    }

    @Test
    void nothingElseIsAnAddress() {
        assertThat(failure(() -> check(QmpBoolean.TRUE)))
                .isEqualTo("Invalid parameter type for 'addr', expected int or str");
    }
}
