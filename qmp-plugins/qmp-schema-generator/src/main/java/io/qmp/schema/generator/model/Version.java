package io.qmp.schema.generator.model;

import io.qmp.api.schema.Schema;

/**
 * The introspection of one version of a program.
 *
 * @param label how people call the version, such as {@code 10.0}
 * @param schema what it answered
 */
public record Version(String label, Schema schema) {}
