package io.qmp.server.plugin;

import io.qmp.server.dispatch.CommandTable;
import java.lang.System.Logger.Level;
import java.util.function.Function;

/** Names a missing core plugin in the log. */
public final class CorePluginCheck {
    private static final String COMMAND = "query-commands";

    private CorePluginCheck() {}

    /**
     * Logs a warning if there is no {@code query-commands} and no fallback that could answer it.
     *
     * @param commands the commands of the server
     * @param loggers where its loggers come from
     */
    public static void check(CommandTable commands, Function<String, System.Logger> loggers) {
        if (!commands.hasFallback() && !commands.isClaimed(COMMAND)) {
            loggers.apply("io.qmp.server.plugin")
                    .log(
                            Level.WARNING,
                            "the server has no command " + COMMAND + ", which clients rely on: add"
                                    + " io.qmp:qmp-plugin-core; if it is in a merged jar, that must hold the lines"
                                    + " of all files " + Declarations.SERVICE_FILE);
        }
    }
}
