package io.qmp.transcript;

import io.qmp.api.Experimental;

/**
 * The sender of a message of a transcript.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum Direction {
    /** The client. */
    TO_SERVER(">"),
    /** The server. */
    TO_CLIENT("<");

    private final String sign;

    Direction(String sign) {
        this.sign = sign;
    }

    /** {@return how a transcript writes it} */
    String sign() {
        return sign;
    }

    /**
     * {@return the direction with a sign}
     *
     * @throws IllegalArgumentException if there is none
     */
    static Direction ofSign(String sign) {
        for (Direction direction : values()) {
            if (direction.sign.equals(sign)) {
                return direction;
            }
        }
        throw new IllegalArgumentException("the direction is > or <, not " + sign);
    }
}
