/** Commands as people type them: grammar, completion, checking, rendering. */
module io.qmp.shell {
    requires transitive io.qmp.api;

    exports io.qmp.shell;
}
