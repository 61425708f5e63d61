package io.qmp.plugin.machine.door;

import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.object.Property;
import io.qmp.plugin.machine.object.QomType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;
import java.util.Set;

/**
 * Formats values of properties for people: numbers in decimal and hexadecimal, sizes with a unit, texts in
 * quotation marks.
 */
final class PropertyText {
    private static final Set<String> OF_EVERY_DEVICE =
            Set.of("type", "realized", "hotpluggable", "hotplugged", "parent_bus");
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final int UNIT_BITS = 10;
    private static final int FUNCTIONS = 8;

    private PropertyText() {}

    /** {@return the text of a property of a device; empty if users cannot set it} */
    static Optional<String> of(QomType device, Property property) {
        String type = property.type();
        if (OF_EVERY_DEVICE.contains(property.name())
                || property.name().startsWith("legacy-")
                || type.equals("string")
                || type.startsWith("link<")
                || type.startsWith("child<")) {
            return Optional.empty();
        }
        QmpValue value = property.get();
        if (property.name().equals("addr") && device.is("pci-device") && value instanceof QmpLong address) {
            return Optional.of(address(address.value()));
        }
        return scalar(type, value);
    }

    private static Optional<String> scalar(String type, QmpValue value) {
        if (value instanceof QmpBoolean) {
            return Optional.of(value == QmpBoolean.TRUE ? "true" : "false");
        } else if (value instanceof QmpString string) {
            return Optional.of('"' + string.value() + '"');
        } else if (value instanceof QmpLong number) {
            return Optional.of(number(type, BigInteger.valueOf(number.value())));
        } else if (value instanceof QmpBigInteger number) {
            return Optional.of(number(type, number.value()));
        }
        return Optional.empty();
    }

    private static String address(long number) {
        return number < 0 ? "<unset>" : "%02x.%x".formatted(number / FUNCTIONS, number % FUNCTIONS);
    }

    private static String number(String type, BigInteger number) {
        return (type.equals("uint64") ? BigInteger.valueOf(number.longValue()) : number) + " ("
                + (type.equals("size")
                        ? size(number)
                        : "0x" + (number.signum() < 0 ? Long.toHexString(number.longValue()) : number.toString(16)))
                + ")";
    }

    /** Three digits, in the largest unit of which it has at least a thousand 1024ths. */
    static String size(BigInteger bytes) {
        int unit = 0;
        BigInteger scaled = bytes.multiply(BigInteger.valueOf(1024)).divide(BigInteger.valueOf(1000));
        while (unit < UNITS.length - 1
                && scaled.shiftRight(UNIT_BITS * (unit + 1)).signum() > 0) {
            unit++;
        }
        BigDecimal number = new BigDecimal(bytes)
                .divide(new BigDecimal(BigInteger.ONE.shiftLeft(UNIT_BITS * unit)), MathContext.DECIMAL64)
                .round(new MathContext(3));
        return (number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()) + " " + UNITS[unit];
    }
}
