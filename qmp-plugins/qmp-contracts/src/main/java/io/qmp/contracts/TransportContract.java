package io.qmp.contracts;

import io.qmp.api.Experimental;

/**
 * Tests that every transport must pass, for one kind of address. The author of a transport extends this class in a
 * test class for each kind.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class TransportContract extends TransportFixture
        implements EventLoopContract,
                ConnectingContract,
                ReadingContract,
                WritingContract,
                HandlerContract,
                ClosingContract {
    /** For the test classes that extend it. */
    protected TransportContract() {}
}
