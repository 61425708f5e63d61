/**
 * Generates Java types for the commands and events of a program from its introspection.
 */
module io.qmp.schema.generator {
    requires transitive io.qmp.api;
    requires io.qmp.client;
    requires java.compiler;

    exports io.qmp.schema.generator;
}
