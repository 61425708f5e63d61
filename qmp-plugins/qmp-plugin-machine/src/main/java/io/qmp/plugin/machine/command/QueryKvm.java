package io.qmp.plugin.machine.command;

import io.qmp.api.Experimental;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.plugin.machine.type.KvmInfo;

/**
 * Asks whether the machine uses KVM.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@CommandName("query-kvm")
public record QueryKvm() implements Command<KvmInfo> {}
