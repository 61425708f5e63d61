package io.qmp.plugin.machine.hmp;

import java.math.BigInteger;

/**
 * Arithmetic in arguments, on 64 bits. Products bind closer than {@code & | ^}, and those closer than sums; operators of one kind go from left to
 * right.
 */
final class Expression {
    private final Cursor cursor;

    private Expression(Cursor cursor) {
        this.cursor = cursor;
    }

    /**
     * {@return the value of the expression at the cursor}
     *
     * @throws BadLine if there is none
     */
    static long read(Cursor cursor) {
        cursor.skipBlanks();
        return new Expression(cursor).sum();
    }

    private long sum() {
        long value = bits();
        while (true) {
            if (operator('+')) {
                value += bits();
            } else if (operator('-')) {
                value -= bits();
            } else {
                return value;
            }
        }
    }

    private long bits() {
        long value = product();
        while (true) {
            if (operator('&')) {
                value &= product();
            } else if (operator('|')) {
                value |= product();
            } else if (operator('^')) {
                value ^= product();
            } else {
                return value;
            }
        }
    }

    private long product() {
        long value = unary();
        while (true) {
            if (operator('*')) {
                value *= unary();
            } else if (operator('/')) {
                value /= divisor();
            } else if (operator('%')) {
                value %= divisor();
            } else {
                return value;
            }
        }
    }

    private long divisor() {
        long value = unary();
        if (value == 0) {
            throw new BadLine("division by zero");
        }
        return value;
    }

    private long unary() {
        if (operator('+')) {
            return unary();
        }
        if (operator('-')) {
            return -unary();
        }
        if (operator('~')) {
            return ~unary();
        }
        if (operator('(')) {
            long value = sum();
            if (!operator(')')) {
                throw new BadLine("')' expected");
            }
            return value;
        }
        if (cursor.take('\'')) {
            return character();
        }
        if (cursor.peek() == '$') {
            throw new BadLine("unknown register");
        }
        return number();
    }

    private long character() {
        if (cursor.atEnd()) {
            throw new BadLine("character constant expected");
        }
        long value = cursor.peek();
        cursor.skip();
        if (!operator('\'')) {
            throw new BadLine("missing terminating ' character");
        }
        return value;
    }

    private long number() {
        if (cursor.atEnd()) {
            throw new BadLine("unexpected end of expression");
        }
        int radix = 10;
        boolean leadingZero = cursor.take('0');
        if (leadingZero) {
            radix = 8;
            if (cursor.hexFollows()) {
                cursor.skip();
                radix = 16;
                leadingZero = false;
            }
        }
        StringBuilder digits = new StringBuilder(leadingZero ? "0" : "");
        while (Character.digit(cursor.peek(), radix) >= 0) {
            digits.append(cursor.peek());
            cursor.skip();
        }
        if (digits.isEmpty()) {
            throw new BadLine("invalid char '" + cursor.peek() + "' in expression");
        }
        BigInteger value = new BigInteger(digits.toString(), radix);
        if (value.bitLength() > Long.SIZE) {
            throw new BadLine("number too large");
        }
        cursor.skipBlanks();
        return value.longValue();
    }

    /** Blanks behind an operator do not count. */
    private boolean operator(char operator) {
        boolean found = cursor.take(operator);
        if (found) {
            cursor.skipBlanks();
        }
        return found;
    }
}
