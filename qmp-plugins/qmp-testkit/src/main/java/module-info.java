/**
 * Peers within the test: a server with plugins for their authors; a QEMU and a guest agent that answer as the test
 * says, for users of clients. JUnit is needed only for the extension of the fake QEMU. Provides the server of the
 * contracts.
 */
module io.qmp.testkit {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;
    requires transitive io.qmp.contracts;
    requires transitive io.qmp.server;
    requires transitive io.qmp.transcript;
    requires static transitive org.junit.jupiter.api;
    requires static org.junit.platform.commons;

    exports io.qmp.testkit;
    exports io.qmp.testkit.fake;
    exports io.qmp.testkit.fault;

    provides io.qmp.contracts.TestServerProvider with
            io.qmp.testkit.LocalServerProvider;
}
