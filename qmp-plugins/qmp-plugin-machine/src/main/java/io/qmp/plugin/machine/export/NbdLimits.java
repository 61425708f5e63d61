package io.qmp.plugin.machine.export;

import java.time.Duration;

/**
 * What the NBD server allows its clients.
 *
 * @param connections the number of clients at once; 0 for any
 * @param negotiation the time until a client has chosen an export; zero for any
 */
record NbdLimits(long connections, Duration negotiation) {}
