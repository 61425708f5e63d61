package io.qmp.plugin.machine.object;

import java.util.Optional;

/**
 * A character device that was added.
 *
 * @param kind its kind, which is also its file name
 * @param buffer its content, if it is a ring buffer
 */
record Chardev(String kind, Optional<RingBuffer> buffer) {}
