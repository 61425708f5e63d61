package io.qmp.app.shell;

import io.qmp.shell.Rendering;
import java.time.Duration;
import java.util.Optional;

/**
 * Options of the shell.
 *
 * @param hmp whether lines are commands of the human monitor
 * @param verbose whether requests are shown
 * @param rendering how results are shown
 * @param asks whether somebody is there to send a line that the check refuses
 * @param limit how long a reply may take; empty for no limit
 */
public record ShellOptions(boolean hmp, boolean verbose, Rendering rendering, boolean asks, Optional<Duration> limit) {}
