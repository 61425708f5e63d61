package io.qmp.server.session;

/**
 * Limits of the bytes that are queued for a client that reads too slowly.
 *
 * @param events bytes beyond which events are not sent to it
 * @param everything bytes beyond which it is disconnected
 */
public record UnreadLimit(long events, long everything) {}
