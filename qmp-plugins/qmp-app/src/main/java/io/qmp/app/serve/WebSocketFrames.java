package io.qmp.app.serve;

import java.nio.ByteBuffer;

/**
 * Reads the frames of a web socket's client, as QEMU takes them: masked and binary. What they carry is passed on as it
 * arrives; only control frames, which are small, are kept until they are complete.
 */
final class WebSocketFrames {
    /** What frames mean. */
    interface Listener {
        /** A piece of the stream of bytes. */
        void bytes(ByteBuffer bytes);

        /** The client asks for these bytes to be sent back. */
        void ping(byte[] bytes);

        /** Nothing more is read: the client has closed, or sent what cannot be. */
        void end(int status, String reason);
    }

    private static final int CONTINUATION = 0;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int OPCODE = 0xf;
    private static final int LENGTH = 0x7f;
    private static final int MOST_IN_CONTROL_FRAME = 125;
    private static final int MASK_BYTES = 4;

    private static final int NORMAL = 1000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int UNSUPPORTED = 1003;
    private static final int POLICY = 1008;

    private final Listener listener;
    /** Two bytes, a length of up to eight, and the mask. */
    private final ByteBuffer header = ByteBuffer.allocate(14);

    private final byte[] mask = new byte[MASK_BYTES];
    private ByteBuffer control = ByteBuffer.allocate(0);
    private int opcode;
    private boolean inMessage;
    private boolean inPayload;
    private boolean ended;
    private long left;
    private int position;

    WebSocketFrames(Listener listener) {
        this.listener = listener;
    }

    /** Takes bytes that have arrived. */
    void received(ByteBuffer bytes) {
        while (!ended && (bytes.hasRemaining() || inPayload && left == 0)) {
            if (inPayload) {
                payload(bytes);
            } else {
                header.put(bytes.get());
                if (header.position() == headerLength()) {
                    begin();
                }
            }
        }
    }

    private int headerLength() {
        if (header.position() < 2) {
            return 2;
        }
        int length = header.get(1) & LENGTH;
        return 2 + (length == 127 ? 8 : length == 126 ? 2 : 0) + ((header.get(1) & MASKED) == 0 ? 0 : MASK_BYTES);
    }

    private void begin() {
        opcode = header.get(0) & OPCODE;
        boolean last = (header.get(0) & FINAL) != 0;
        int length = header.get(1) & LENGTH;
        left = length == 127 ? header.getLong(2) : length == 126 ? header.getShort(2) & 0xffff : length;
        boolean data = opcode == BINARY || opcode == CONTINUATION && inMessage;
        if (!last && !data) {
            end(POLICY, "only binary frames may be fragmented");
        } else if (!data && opcode != CLOSE && opcode != PING && opcode != PONG) {
            end(UNSUPPORTED, "only binary, close, ping, and pong frames are supported");
        } else if ((header.get(1) & MASKED) == 0) {
            end(PROTOCOL_ERROR, "client frames must be masked");
        } else if (!data && Long.compareUnsigned(left, MOST_IN_CONTROL_FRAME) > 0) {
            end(PROTOCOL_ERROR, "control frame is too large");
        } else {
            header.get(header.position() - MASK_BYTES, mask);
            inMessage = data ? !last : inMessage;
            control = ByteBuffer.allocate(data ? 0 : (int) left);
            inPayload = true;
            position = 0;
        }
        header.clear();
    }

    private void payload(ByteBuffer bytes) {
        int arrived = bytes.remaining();
        int length = Long.compareUnsigned(left, arrived) < 0 ? (int) left : arrived;
        ByteBuffer piece = ByteBuffer.allocate(length);
        for (int i = 0; i < length; i++) {
            piece.put((byte) (bytes.get() ^ mask[position]));
            position = (position + 1) % MASK_BYTES;
        }
        left -= length;
        inPayload = left != 0;
        piece.flip();
        if (opcode == BINARY || opcode == CONTINUATION) {
            if (piece.hasRemaining()) {
                listener.bytes(piece);
            }
        } else {
            control.put(piece);
            if (!inPayload) {
                control();
            }
        }
    }

    private void control() {
        if (opcode == PING) {
            listener.ping(control.array());
        } else if (opcode == CLOSE) {
            end(NORMAL, "peer requested close");
        }
    }

    private void end(int status, String reason) {
        ended = true;
        listener.end(status, reason);
    }

    /** {@return the frame of bytes that a server sends} */
    static ByteBuffer binary(ByteBuffer bytes) {
        return frame(BINARY, bytes);
    }

    /** {@return the answer to a ping} */
    static ByteBuffer pong(byte[] bytes) {
        return frame(PONG, ByteBuffer.wrap(bytes));
    }

    /** {@return the frame behind which nothing follows} */
    static ByteBuffer close(int status, byte[] reason) {
        ByteBuffer bytes = ByteBuffer.allocate(2 + reason.length);
        return frame(CLOSE, bytes.putShort((short) status).put(reason).flip());
    }

    private static ByteBuffer frame(int opcode, ByteBuffer bytes) {
        int length = bytes.remaining();
        ByteBuffer frame = ByteBuffer.allocate(10 + length).put((byte) (FINAL | opcode));
        if (length <= MOST_IN_CONTROL_FRAME) {
            frame.put((byte) length);
        } else if (length <= 0xffff) {
            frame.put((byte) 126).putShort((short) length);
        } else {
            frame.put((byte) 127).putLong(length);
        }
        return frame.put(bytes.duplicate()).flip();
    }
}
