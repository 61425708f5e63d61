package io.qmp.plugin.machine.version;

/** The ways in which {@code device_add} reads its arguments. */
public enum DeviceAddStyle {
    /**
     * As the command line does: numbers and booleans are turned into texts, which are read by the properties' types.
     */
    TEXTS,
    /** By their types; any text will do as an id. */
    ANY_ID,
    /** By their types; ids have the form of identifiers. */
    CHECKED_ID
}
