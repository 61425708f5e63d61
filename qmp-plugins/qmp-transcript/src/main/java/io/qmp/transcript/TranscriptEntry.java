package io.qmp.transcript;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One message of a transcript.
 *
 * @param time when it was sent or received, since the begin of the transcript
 * @param connection the connection; several connections of one server have different numbers
 * @param direction who has sent it
 * @param message the message; {@code null} if what was sent is none
 * @param raw what was sent that is no message, or what is wrong with it; empty for a message
 * @param descriptors how many file descriptors were passed with it
 * @since 0.1
 */
@Experimental(since = "0.1")
public record TranscriptEntry(
        Duration time,
        long connection,
        Direction direction,
        @Nullable QmpObject message,
        String raw,
        int descriptors) {
    /** A message without descriptors. */
    public TranscriptEntry(Duration time, long connection, Direction direction, QmpObject message) {
        this(time, connection, direction, message, "", 0);
    }
}
