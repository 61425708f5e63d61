package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpNumber;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code addr} of a PCI device: a slot and perhaps a function, in hexadecimal ({@code 1f.3}), or the number
 * that both make.
 */
final class PciAddress {
    private static final Pattern FORM =
            Pattern.compile("(?:0[xX])?(\\p{XDigit}{1,8})(?:\\.(?:0[xX])?(\\p{XDigit}{1,8}))?");
    private static final long SLOTS = 32;
    private static final long FUNCTIONS = 8;

    private PciAddress() {}

    /** {@return the value of a text: slot times eight plus function; -1 for any} */
    static QmpValue check(String type, String name, QmpValue value) {
        if (value instanceof QmpString text) {
            return parse(type, text.value());
        }
        if (!(value instanceof QmpNumber)) {
            throw CommandFailedException.generic("Invalid parameter type for '" + name + "', expected int or str");
        }
        if (value instanceof QmpLong number && (number.value() < -1 || number.value() >= SLOTS * FUNCTIONS)) {
            throw Errors.expects(name, "a value between -1 and 255");
        }
        return ValueType.check(name, "int32", value);
    }

    private static QmpLong parse(String type, String text) {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            long slot = Long.parseLong(form.group(1), 16);
            long function = form.group(2) == null ? 0 : Long.parseLong(form.group(2), 16);
            if (slot < SLOTS && function < FUNCTIONS) {
                return new QmpLong(slot * FUNCTIONS + function);
            }
        }
        throw CommandFailedException.generic("Property '" + type + ".addr' doesn't take value '" + text + "'");
    }
}
