/**
 * Binds described Java types to QMP values.
 *
 * <p>{@code derive} reads a Java type by reflection once and makes a type of {@code type}, which reads values with
 * validation and writes them; {@code introspect} makes introspections of such types.
 *
 * <p>Arguments go from {@code RecordCommand} to an {@code ObjectType} or {@code UnionType}, its {@code Member}s,
 * their types, and so on. A {@code ReadPath} of {@code read} goes along, which has the path and makes the errors.
 */
@NullMarked
package io.qmp.codec.bind;

import org.jspecify.annotations.NullMarked;
