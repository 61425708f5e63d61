package io.qmp.app.tool;

import io.qmp.api.error.BindingException;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.PeerLacksException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.error.WrongStateException;
import io.qmp.app.exec.FailedAnswerException;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.InterruptedBySignalException;
import io.qmp.app.process.OutputException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;

/** The status with which the program ends. Scripts rely on the numbers, so they do not change. */
public enum ExitStatus {
    OK(0, "success"),
    FAILED(1, "the peer answered with an error, or without the --field asked for"),
    USAGE(2, "the command line is wrong, or a file that it names; nothing was sent"),
    NOT_CONNECTED(3, "no connection, or no handshake; the command was not sent"),
    TIMED_OUT(4, "no reply in time; the command may still be carried out"),
    CONNECTION_LOST(5, "the connection ended before the reply; the command may have been carried out"),
    OUTPUT_FAILED(6, "standard output failed; without a message if its reader has closed the pipe"),
    DIFFERENT(10, "schema --exit-code: there are differences"),
    SILENT(11, "ping: nothing answers, or the process is stopped"),
    FAULT(70, "a fault of this program"),
    INTERRUPTED(130, "interrupted by Ctrl-C; 143 if ended by SIGTERM, 129 if by SIGHUP");

    private final int code;
    private final String meaning;

    ExitStatus(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** {@return the number} */
    public int code() {
        return code;
    }

    /** {@return the numbers of all with what they mean, as help shows them} */
    public static Map<String, String> help() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (ExitStatus status : EnumSet.complementOf(EnumSet.of(FAULT))) {
            lines.put(String.valueOf(status.code), status.meaning);
        }
        return lines;
    }

    /** {@return the status for a failure; the only place where failures become statuses} */
    public static ExitStatus of(Throwable failure) {
        if (failure instanceof AdvisedException advised) {
            return of(advised.failure());
        } else if (failure instanceof CommandFailedException
                || failure instanceof PeerLacksException
                || failure instanceof FailedAnswerException
                || failure instanceof BindingException) {
            return FAILED;
        } else if (failure instanceof OptionException) {
            return USAGE;
        } else if (failure instanceof ConnectFailedException || failure instanceof NegotiationException) {
            return NOT_CONNECTED;
        } else if (failure instanceof CommandTimeoutException) {
            return TIMED_OUT;
        } else if (failure instanceof ConnectionLostException
                || failure instanceof ProtocolViolationException
                || failure instanceof WrongStateException) {
            return CONNECTION_LOST;
        } else if (failure instanceof OutputException) {
            return OUTPUT_FAILED;
        } else if (failure instanceof SchemasDifferException) {
            return DIFFERENT;
        } else if (failure instanceof StatusException known) {
            return known.status();
        }
        boolean interrupted =
                failure instanceof InterruptedException || failure instanceof InterruptedBySignalException;
        return interrupted ? INTERRUPTED : FAULT;
    }
}
