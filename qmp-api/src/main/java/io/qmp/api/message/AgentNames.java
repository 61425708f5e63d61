package io.qmp.api.message;

import io.qmp.api.Experimental;
import java.util.Set;

/**
 * The words of the guest agent's protocol that QMP does not have.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class AgentNames {
    /** The command that returns its argument, the number {@link WireNames#ID}. */
    public static final String SYNC = "guest-sync";
    /** As {@link #SYNC}, with the byte {@link #SENTINEL} in front of the reply. */
    public static final String SYNC_DELIMITED = "guest-sync-delimited";
    /** The byte by which both sides begin anew: no message has it. */
    public static final byte SENTINEL = (byte) 0xFF;

    private static final Set<String> SILENT =
            Set.of("guest-shutdown", "guest-suspend-disk", "guest-suspend-ram", "guest-suspend-hybrid");

    private AgentNames() {}

    /**
     * {@return whether a command has no reply when it succeeds}
     *
     * @param command its name
     */
    public static boolean isSilent(String command) {
        return SILENT.contains(command);
    }
}
