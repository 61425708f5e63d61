package io.qmp.client.event;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * The rules by which a queue of notices deals with too many of them.
 *
 * @param capacity how many it keeps
 * @param fails whether the queue ends with a failure if there is one more; otherwise a notice is dropped
 * @param key of a full queue, the first notice with the key of the newest is dropped; if there is none, or the key
 *     is empty, the oldest notice
 * @param overflow makes the mark where so many notices were dropped
 * @param reconnected the mark of a new connection, which is never dropped
 * @param <N> notices
 */
public record QueueRules<N>(
        int capacity, boolean fails, Function<? super N, Optional<?>> key, LongFunction<N> overflow, N reconnected) {}
