package io.qmp.server.session;

import io.qmp.api.wire.WireFormat;

/**
 * What the sessions of one monitor have in common.
 *
 * @param monitor the label of the monitor's device
 * @param format how messages are written
 * @param ownQueue whether each session has an in-band queue of its own
 * @param outOfBand whether clients may enable out-of-band execution, if the server offers it at all
 */
public record SessionKind(String monitor, WireFormat format, boolean ownQueue, boolean outOfBand) {}
