package io.qmp.schema.generator;

import io.qmp.api.value.QmpValue;
import java.util.Optional;

/**
 * An answer to {@code query-qmp-schema}.
 *
 * @param version which version of the program answered, such as {@code 10.0.13}; empty if that is not known
 * @param answer what it answered
 */
record Recording(Optional<String> version, QmpValue answer) {}
