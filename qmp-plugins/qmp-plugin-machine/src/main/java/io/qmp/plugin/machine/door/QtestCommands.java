package io.qmp.plugin.machine.door;

import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of the qtest protocol that read and write one register. */
final class QtestCommands {
    /** A kind of access, the size of the register, its address, and what to write to it. */
    private static final Pattern ACCESS =
            Pattern.compile("(in|out|read|write)([bwlq]) +(0[xX]\\p{XDigit}+|\\d+)(?: +(0[xX]\\p{XDigit}+|\\d+))?");

    /** The letters for registers of 1, 2, 4 and 8 bytes. */
    private static final String SIZES = "bwlq";

    private final Chipset chipset;

    QtestCommands(Chipset chipset) {
        this.chipset = chipset;
    }

    /**
     * Executes a line. What it writes takes effect after it was answered, as that may be the end of the machine.
     *
     * @param line without its end
     * @param client takes the answer, without an end
     */
    void execute(String line, Consumer<String> client) {
        Matcher access = ACCESS.matcher(line.strip());
        if (!access.matches()) {
            client.accept(line.strip().equals("endianness") ? "OK little" : unknown(line));
            return;
        }
        int bytes = 1 << SIZES.indexOf(access.group(2));
        OptionalLong address = number(access.group(3));
        OptionalLong value = access.group(4) == null ? OptionalLong.empty() : number(access.group(4));
        String kind = access.group(1);
        boolean writes = kind.equals("out") || kind.equals("write");
        boolean isPort = kind.equals("in") || kind.equals("out");
        if (address.isEmpty() || writes != value.isPresent() || (isPort && bytes > 4)) {
            client.accept(unknown(line));
        } else if (writes) {
            client.accept("OK");
            long low = value.getAsLong() & mask(bytes);
            if (isPort) {
                chipset.writePort(address.getAsLong(), low);
            } // else to memory, of which there is none
        } else {
            client.accept(
                    isPort
                            ? "OK 0x%04x".formatted(chipset.readPort(address.getAsLong()) & mask(bytes))
                            : "OK 0x%016x".formatted(chipset.readMemory(address.getAsLong()) & mask(bytes)));
        }
    }

    private static String unknown(String line) {
        return "FAIL Unknown command '" + line.strip().split(" ", 2)[0] + "'";
    }

    private static long mask(int bytes) {
        return -1L >>> Long.SIZE - bytes * Byte.SIZE;
    }

    /** The value of a number of at most 64 bits. */
    private static OptionalLong number(String text) {
        try {
            return OptionalLong.of(
                    text.length() > 2 && Character.toLowerCase(text.charAt(1)) == 'x'
                            ? Long.parseUnsignedLong(text.substring(2), 16)
                            : Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
