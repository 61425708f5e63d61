package io.qmp.server.session;

import io.qmp.api.wire.WireFormat;

/**
 * The part that the sessions of one monitor have in common.
 *
 * @param monitor the label of the monitor's device
 * @param format how messages are written
 * @param queue which in-band commands of its sessions wait for each other
 * @param outOfBand whether clients may enable out-of-band execution, if the server offers it at all
 */
public record SessionKind(String monitor, WireFormat format, QueueKind queue, boolean outOfBand) {}
