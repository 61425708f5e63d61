package io.qmp.plugin.machine.differential;

import java.util.List;
import java.util.function.Predicate;

/** A server that is talked to by one connection after the other. */
interface Talker extends AutoCloseable {
    /**
     * Connects, sends all chunks, and reads until a line is the last or the connection ends.
     *
     * @param chunks what is sent, in pieces
     * @param last whether a line is the last
     * @return the lines, with their ends
     */
    List<String> talk(List<byte[]> chunks, Predicate<String> last);

    @Override
    void close();
}
