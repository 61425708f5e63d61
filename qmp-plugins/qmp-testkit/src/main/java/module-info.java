/** A server within the test, for authors of plugins and users of the client. Provides the server of the contracts. */
module io.qmp.testkit {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;
    requires transitive io.qmp.contracts;
    requires transitive io.qmp.server;

    exports io.qmp.testkit;

    provides io.qmp.contracts.TestServerProvider with
            io.qmp.testkit.LocalServerProvider;
}
