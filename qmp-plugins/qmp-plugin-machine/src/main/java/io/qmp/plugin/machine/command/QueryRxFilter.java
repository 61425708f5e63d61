package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.RxFilterInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks what network cards receive.
 *
 * @param name the one that is meant; {@code null} for all
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-rx-filter")
public record QueryRxFilter(@Nullable String name) implements Command<List<RxFilterInfo>> {}
