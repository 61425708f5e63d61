package io.qmp.plugin.core.agent;

import io.qmp.api.Experimental;
import io.qmp.api.type.WireName;
import java.util.List;

/**
 * The answer to {@link GuestInfo}.
 *
 * @param version the version of QEMU that the agent belongs to
 * @param supportedCommands its commands
 * @since 0.1
 */
@Experimental(since = "0.1")
public record AgentInfo(
        String version, @WireName("supported_commands") List<AgentCommandInfo> supportedCommands) {}
