package io.qmp.plugin.machine.export;

/**
 * What clients of the NBD server call an export.
 *
 * @param text the name
 * @param description a text for people; may be empty
 */
record NbdName(String text, String description) {}
