package io.qmp.server.session;

import io.qmp.api.wire.WireFormat;

/**
 * The part that the sessions of one monitor have in common.
 *
 * @param monitor the label of the monitor's device
 * @param format how messages are written
 * @param queue which in-band commands of its sessions wait for each other
 * @param outOfBand whether clients may enable out-of-band execution, if the server offers it at all
 * @param kept the reader of the last client, in dialects in which it survives
 */
public record SessionKind(String monitor, WireFormat format, QueueKind queue, boolean outOfBand, KeptReader kept) {}
