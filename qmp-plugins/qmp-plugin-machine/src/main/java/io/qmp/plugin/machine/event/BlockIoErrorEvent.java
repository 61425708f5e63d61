package io.qmp.plugin.machine.event;

import io.qmp.api.Experimental;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.plugin.machine.type.BlockErrorAction;
import io.qmp.plugin.machine.type.IoOperationType;
import org.jspecify.annotations.Nullable;

/**
 * An access to a block device has failed.
 *
 * @param qomPath the path of the device
 * @param device its name; empty if it has none
 * @param nodeName the node it uses
 * @param operation what was to be done
 * @param action what follows
 * @param nospace whether it failed for want of space, where that is told apart
 * @param reason why, for people
 * @since 0.1
 */
@Experimental(since = "0.1")
@RateLimit(key = "qom-path", unless = "action=stop")
@EventName("BLOCK_IO_ERROR")
public record BlockIoErrorEvent(
        String qomPath,
        String device,
        @Nullable String nodeName,
        IoOperationType operation,
        BlockErrorAction action,
        @Nullable Boolean nospace,
        String reason)
        implements EventData {}
