/**
 * The model of a program: its commands, events and types, put together from the introspections of its versions.
 */
@NullMarked
package io.qmp.schema.generator.model;

import org.jspecify.annotations.NullMarked;
