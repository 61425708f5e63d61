/**
 * Contracts of transports and plugins as tests, with peers and certificates for these and other tests. Uses a {@code
 * TestServerProvider} for the contract of plugins. JUnit must be
 * there at run time for all but {@code TestServer}, which {@code qmp-testkit} also offers to programs without it.
 */
module io.qmp.contracts {
    requires transitive io.qmp.api;
    requires static transitive org.junit.jupiter.api;

    exports io.qmp.contracts;

    uses io.qmp.contracts.TestServerProvider;

    // Fields and methods of contracts that are classes.
    opens io.qmp.contracts to
            org.junit.platform.commons;
}
