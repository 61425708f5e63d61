package io.qmp.server.session;

import io.qmp.server.dispatch.Dispatcher;
import io.qmp.server.dispatch.InBandQueue;

/**
 * The parts that execute the commands of sessions.
 *
 * @param dispatcher executes them
 * @param inBandQueue orders the in-band commands of all sessions that share it
 * @param overlaps whether a command of a session begins without waiting for the reply to the one before
 */
public record CommandExecution(Dispatcher dispatcher, InBandQueue inBandQueue, boolean overlaps) {}
