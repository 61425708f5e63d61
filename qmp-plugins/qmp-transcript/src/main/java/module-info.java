/** What client and server have said, as a file: recorded, imported, replayed. The client is needed only for its tap. */
module io.qmp.transcript {
    requires transitive io.qmp.api;
    requires static transitive io.qmp.client;

    exports io.qmp.transcript;
}
