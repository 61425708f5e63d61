package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.TpmInfo;
import java.util.List;

/**
 * Asks for the TPM devices.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-tpm")
public record QueryTpm() implements Command<List<TpmInfo>> {}
