package io.qmp.program.probe;

import io.qmp.api.Experimental;
import java.time.Duration;
import java.util.Optional;

/**
 * Which parts of a server have answered a {@link Ping}.
 *
 * @param inBand how long its main loop took; empty if it did not answer in time
 * @param outOfBand how long the thread of the monitor took, which is asked if the main loop did not answer; empty if it
 *     was not asked, did not answer in time, or the server does not execute commands out of band
 * @since 0.1
 */
@Experimental(since = "0.1")
public record PingReply(Optional<Duration> inBand, Optional<Duration> outOfBand) {
    /** What that means. */
    public enum Verdict {
        /** It answers. */
        ANSWERS,
        /** Its main loop does something else, or waits; the process runs. */
        BUSY,
        /** Nothing answers. */
        SILENT
    }

    /** {@return what that means} */
    public Verdict verdict() {
        if (inBand.isPresent()) {
            return Verdict.ANSWERS;
        }
        return outOfBand.isPresent() ? Verdict.BUSY : Verdict.SILENT;
    }
}
