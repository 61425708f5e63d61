package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.options.Switches;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;

/** The types of properties, by their names: which values they accept, and how texts are read. */
final class ValueType {
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
    /** The digits of the largest number that any integer type has. */
    private static final int LONG_DIGITS = 19;

    private static final Map<String, Set<String>> ENUMERATIONS = Map.of(
            "OnOffAuto", Set.of("auto", "on", "off"),
            "HostMemPolicy", Set.of("default", "preferred", "bind", "interleave"),
            "QCryptoSecretFormat", Set.of("raw", "base64"),
            "QAuthZListPolicy", Set.of("deny", "allow"),
            "QCryptoTLSCredsEndpoint", Set.of("client", "server"),
            "BlockdevOnError", Set.of("report", "ignore", "enospc", "stop", "auto"),
            "LostTickPolicy", Set.of("discard", "delay", "slew"),
            "MonitorQMPCloseAction", Set.of("none", "delete"));

    private ValueType() {}

    /** {@return a value in the form that properties of a type keep} Fails if it is not of the type. */
    static QmpValue check(String name, String type, QmpValue value) {
        Set<String> constants = ENUMERATIONS.get(type);
        if (constants != null) {
            return constant(name, constants, value);
        }
        return switch (type.endsWith("_t") ? type.substring(0, type.length() - 2) : type) {
            case "bool" -> {
                if (!(value instanceof QmpBoolean)) {
                    throw Errors.wrongType(name, "boolean");
                }
                yield value;
            }
            case "int", "int64" -> integer(name, value);
            case "int8", "int16", "int32" -> signed(name, bits(type), integer(name, value));
            case "uint8", "uint16", "uint32" -> unsigned(name, bits(type), value);
            case "uint64", "size" -> size(name, value);
            case "string", "str" -> string(name, value);
            default -> structured(name, type, value);
        };
    }

    /** {@return the number in the name of a type such as {@code uint32_t}} */
    private static int bits(String type) {
        return Integer.parseInt(type.replaceAll("\\D", ""));
    }

    private static QmpLong integer(String name, QmpValue value) {
        if (value instanceof QmpLong integer) {
            return integer;
        }
        throw Errors.wrongType(name, "integer");
    }

    private static QmpLong signed(String name, int bits, QmpLong value) {
        long most = (1L << (bits - 1)) - 1;
        if (value.value() > most || value.value() < -most - 1) {
            throw Errors.expects(name, "int" + bits + "_t");
        }
        return value;
    }

    private static QmpValue unsigned(String name, int bits, QmpValue value) {
        if (size(name, value) instanceof QmpLong integer && integer.value() < 1L << bits) {
            return integer;
        }
        throw Errors.expects(name, "uint" + bits + "_t");
    }

    /** Negative numbers are taken modulo 2^64. */
    private static QmpValue size(String name, QmpValue value) {
        if (value instanceof QmpLong integer) {
            return integer.value() >= 0
                    ? integer
                    : new QmpBigInteger(BigInteger.valueOf(integer.value()).add(TWO_TO_64));
        }
        if (value instanceof QmpBigInteger integer
                && integer.value().signum() > 0
                && integer.value().compareTo(TWO_TO_64) < 0) {
            return integer;
        }
        throw Errors.expects(name, "uint64");
    }

    static QmpArray numbers(String name, QmpValue value) {
        if (!(value instanceof QmpArray array)) {
            throw Errors.wrongType(name, "array");
        }
        array.elements().forEach(element -> unsigned(name, Short.SIZE, element));
        return array;
    }

    static QmpString string(String name, QmpValue value) {
        if (value instanceof QmpString string) {
            return string;
        }
        throw Errors.wrongType(name, "string");
    }

    private static QmpValue constant(String name, Set<String> constants, QmpValue value) {
        QmpString string = string(name, value);
        if (!constants.contains(string.value())) {
            throw CommandFailedException.generic(
                    "Parameter '" + name + "' does not accept value '" + string.value() + "'");
        }
        return string;
    }

    private static QmpValue structured(String name, String type, QmpValue value) {
        boolean structured = value instanceof QmpObject || value instanceof QmpArray;
        if (type.endsWith("Limits") || type.endsWith("Configuration")) {
            if (!(value instanceof QmpObject)) {
                throw Errors.wrongType(name, "object");
            }
            return value;
        }
        return structured ? value : string(name, value);
    }

    /** {@return the value of a text for a property of a type} */
    static QmpValue parse(String name, String type, String text) {
        if (type.equals("bool")) {
            return Switches.find(text).map(QmpValue::of).orElseThrow(() -> Errors.expects(name, "'on' or 'off'"));
        }
        if (type.equals("size")) {
            return SizeText.parse(text).orElseThrow(() -> Errors.expects(name, "a size"));
        }
        return isNumber(type) ? number(name, text) : new QmpString(text);
    }

    private static QmpValue number(String name, String text) {
        try {
            boolean unsigned = text.length() >= LONG_DIGITS && text.matches("\\d+");
            return unsigned ? QmpValue.of(new BigInteger(text)) : new QmpLong(Long.decode(text));
        } catch (NumberFormatException e) {
            throw Errors.expects(name, "integer");
        }
    }

    private static boolean isNumber(String type) {
        return type.startsWith("int") || type.startsWith("uint") || type.equals("size") || type.equals("number");
    }

    /** {@return the value of a property that was never set} */
    static QmpValue zero(String type) {
        if (type.equals("bool")) {
            return QmpBoolean.FALSE;
        }
        return isNumber(type) ? new QmpLong(0) : new QmpString("");
    }
}
