package io.qmp.plugin.machine.display;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Writes the image of a screen that shows nothing, as PPM or PNG. */
final class BlackImage {
    static final int WIDTH = 640;
    static final int HEIGHT = 480;

    private static final int COLOURS = 3;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    /** Of a header: 8 bits for each of three colours, not interlaced. */
    private static final byte[] TRUE_COLOUR = {8, 2, 0, 0, 0};

    private BlackImage() {}

    static void ppm(OutputStream out) throws IOException {
        out.write(("P6\n" + WIDTH + " " + HEIGHT + "\n255\n").getBytes(US_ASCII));
        out.write(new byte[WIDTH * HEIGHT * COLOURS]);
    }

    static void png(OutputStream out) throws IOException {
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(WIDTH);
        fields.writeInt(HEIGHT);
        fields.write(TRUE_COLOUR);
        chunk(out, "IHDR", header.toByteArray());
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (OutputStream deflated = new DeflaterOutputStream(pixels)) {
            deflated.write(new byte[HEIGHT * (1 + WIDTH * COLOURS)]); // each row begins with the number of its filter
        }
        chunk(out, "IDAT", pixels.toByteArray());
        chunk(out, "IEND", new byte[0]);
    }

    private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        DataOutputStream chunk = new DataOutputStream(out);
        chunk.writeInt(data.length);
        chunk.write(name);
        chunk.write(data);
        chunk.writeInt((int) sum.getValue());
        chunk.flush();
    }
}
