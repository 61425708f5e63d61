/** Contracts and an in-process server for authors of plugins and users of the client. */
module io.qmp.testkit {
    requires transitive io.qmp.api;
    requires transitive io.qmp.client;
    requires transitive io.qmp.server;
    requires transitive org.junit.jupiter.api;

    exports io.qmp.testkit;
}
