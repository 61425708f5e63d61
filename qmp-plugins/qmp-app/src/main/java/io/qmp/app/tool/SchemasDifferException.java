package io.qmp.app.tool;

/** Two introspections differ, which the caller has asked to know by the status. */
final class SchemasDifferException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemasDifferException(int changes) {
        super(changes + " differences");
    }
}
