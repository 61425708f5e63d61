package io.qmp.api.command;

import io.qmp.api.Stable;
import io.qmp.api.message.WireNames;
import io.qmp.api.type.Nothing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends negotiation (specification, section 4 "Capabilities Negotiation").
 *
 * @param enable the capabilities to enable; {@code null} for none
 * @since 0.1
 */
@Stable(since = "0.1")
@CommandName(WireNames.QMP_CAPABILITIES)
public record QmpCapabilities(@Nullable List<QmpCapability> enable) implements Command<Nothing> {}
