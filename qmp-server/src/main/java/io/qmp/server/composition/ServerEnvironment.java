package io.qmp.server.composition;

import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.WireCodec;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Things that a server uses and does not own.
 *
 * @param codec reads and writes messages, and binds types
 * @param loop the loop on which everything happens
 * @param clock dates events
 * @param alarm measures the time of a shutdown
 * @param loggers makes the loggers of what clients and plugins provoke, by name
 */
public record ServerEnvironment(
        WireCodec codec, EventLoop loop, InstantSource clock, Alarm alarm, Function<String, System.Logger> loggers) {}
