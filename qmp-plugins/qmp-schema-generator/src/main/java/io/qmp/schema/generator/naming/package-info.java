/**
 * Java names of commands, events and types: by rule, by a table that overrides rules, and by a lock file with
 * published names.
 */
@NullMarked
package io.qmp.schema.generator.naming;

import org.jspecify.annotations.NullMarked;
