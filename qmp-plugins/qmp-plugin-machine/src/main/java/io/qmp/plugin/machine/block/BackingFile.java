package io.qmp.plugin.machine.block;

/**
 * What the header of an image says of the image below.
 *
 * @param name its file name
 * @param format its format
 */
record BackingFile(String name, String format) {}
