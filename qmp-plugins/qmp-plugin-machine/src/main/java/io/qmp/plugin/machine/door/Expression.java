package io.qmp.plugin.machine.door;

/**
 * Arithmetic in arguments, on 64 bits. Products bind closer than {@code & | ^}, and those closer than sums;
 * operators of one kind go from left to right.
 */
final class Expression {
    private static final int DEEPEST_NESTING = 100;

    private final Cursor cursor;
    private int nesting;

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

    /** Limited in depth, as it is recursive. */
    private long unary() {
        if (nesting == DEEPEST_NESTING) {
            throw new BadLine("expression is nested too deeply");
        }
        nesting++;
        long value = unaryWithin();
        nesting--;
        return value;
    }

    private long unaryWithin() {
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
        if (cursor.peek() != '0') {
            return digits(10);
        }
        cursor.skip();
        if (cursor.hexFollows()) {
            cursor.skip();
            return digits(16);
        }
        boolean octal = Character.digit(cursor.peek(), 8) >= 0;
        if (!octal) {
            cursor.skipBlanks();
        }
        return octal ? digits(8) : 0;
    }

    private long digits(int radix) {
        if (Character.digit(cursor.peek(), radix) < 0) {
            throw new BadLine("invalid char '" + cursor.peek() + "' in expression");
        }
        long value = 0;
        long most = Long.divideUnsigned(-1, radix);
        for (int digit = digit(radix); digit >= 0; digit = digit(radix)) {
            boolean fits =
                    Long.compareUnsigned(value, most) <= 0 && Long.compareUnsigned(value * radix, -1 - digit) <= 0;
            if (!fits) {
                throw new BadLine("number too large");
            }
            value = value * radix + digit;
        }
        cursor.skipBlanks();
        return value;
    }

    /** {@return the next digit, which has then been read; -1 if there is none} */
    private int digit(int radix) {
        int digit = Character.digit(cursor.peek(), radix);
        if (digit >= 0) {
            cursor.skip();
        }
        return digit;
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
