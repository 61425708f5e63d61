package io.qmp.plugin.machine.object;

import java.util.Optional;

/**
 * A character device that was added.
 *
 * @param kind its kind, which is also what it is called as a file
 * @param buffer what it keeps, if it is a ring buffer
 */
record Chardev(String kind, Optional<RingBuffer> buffer) {}
