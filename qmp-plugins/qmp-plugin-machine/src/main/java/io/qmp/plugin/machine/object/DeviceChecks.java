package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The checks of devices on properties whose type alone does not say which values are valid. */
final class DeviceChecks {
    private static final Pattern MAC = Pattern.compile("\\p{XDigit}{2}(?:[:-]\\p{XDigit}{2}){5}");
    private static final List<String> BLOCK_SIZES = List.of("physical_block_size", "logical_block_size");
    private static final long LEAST_BLOCK = 512;
    private static final long MOST_BLOCK = 2L << 20;

    private DeviceChecks() {}

    /** Adds the checks to the properties of a new device. */
    static void install(QomObject device) {
        convert(device, "mac", value -> mac(device, value));
        BLOCK_SIZES.forEach(name -> check(device, name, value -> blockSize(name, value)));
    }

    private static void check(QomObject device, String name, Consumer<QmpValue> check) {
        device.property(name).ifPresent(property -> property.check(check));
    }

    private static void convert(QomObject device, String name, UnaryOperator<QmpValue> conversion) {
        device.property(name).ifPresent(property -> property.convert(conversion));
    }

    private static QmpValue mac(QomObject device, QmpValue value) {
        String text = ((QmpString) value).value();
        if (!MAC.matcher(text).matches()) {
            throw CommandFailedException.generic(
                    "Property '" + device.typeOf("mac") + ".mac' doesn't take value '" + text + "'");
        }
        return new QmpString(text.replace('-', ':').toLowerCase(Locale.ROOT));
    }

    private static void blockSize(String name, QmpValue value) {
        long bytes = value instanceof QmpLong number ? number.value() : -1;
        if (bytes != 0 && (bytes < LEAST_BLOCK || bytes > MOST_BLOCK || Long.bitCount(bytes) != 1)) {
            throw CommandFailedException.generic(
                    "parameter " + name + " must be a power of 2 between " + LEAST_BLOCK + " and " + MOST_BLOCK);
        }
    }
}
