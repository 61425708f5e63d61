package io.qmp.client.connection;

import io.qmp.api.message.Malformed;
import io.qmp.api.secret.Redaction;
import io.qmp.client.observe.Observation;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** Reports what a peer sends that cannot be read, and counts how much of it comes in a row. */
final class UnreadableMessages {
    /** A peer that sends so much in a row that is neither a message nor the answer to a command does not speak QMP. */
    private static final int MOST_IN_A_ROW = 16;

    private final Observation observation;
    private int inARow;

    UnreadableMessages(Observation observation) {
        this.observation = observation;
    }

    /** Reports a message to metrics and log. */
    void report(Malformed message, String peer) {
        observation.metrics().unreadable();
        observation.log().log(
                "unreadable",
                Level.WARNING,
                () -> peer + " sent what cannot be read ("
                        + message.kind().name().toLowerCase(Locale.ROOT) + "): " + description(message));
    }

    /** Counts a message that belongs to no command; true once the peer has sent too many in a row. */
    boolean countedAsTooMany() {
        inARow++;
        return inARow == MOST_IN_A_ROW;
    }

    /** A message could be read. */
    void readAgain() {
        inARow = 0;
    }

    /** {@return what is wrong with a message, without secrets} */
    static String description(Malformed message) {
        return Redaction.SECRETS.text(message.error().desc());
    }
}
