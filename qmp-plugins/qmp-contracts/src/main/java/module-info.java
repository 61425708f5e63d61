/** Contracts for authors of transports, and the certificates and peers that their tests need. */
module io.qmp.contracts {
    requires transitive io.qmp.api;
    requires transitive org.junit.jupiter.api;

    exports io.qmp.contracts;

    // Fields and methods of contracts that are classes.
    opens io.qmp.contracts to
            org.junit.platform.commons;
}
