package io.qmp.sleep;

import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.type.Nothing;

/**
 * Returns after a while; in-band commands wait so long.
 *
 * @param milliseconds how long
 */
@CommandName("__io.qmp_sleep")
public record Sleep(long milliseconds) implements Command<Nothing> {}
