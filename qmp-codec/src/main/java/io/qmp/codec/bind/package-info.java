/**
 * Binds described Java types to QMP values.
 *
 * <p>A Java type's description is read by reflection once and becomes a {@link io.qmp.codec.bind.DataType}. From it come
 * reading with validation, writing and introspection. The walk of a value that is read: {@code RecordBinder} → a command's
 * {@code DataType} → {@code ObjectType} → its {@code Member}s → their {@code DataType}s, with a {@code Place} that knows the path and
 * words the faults.
 */
@NullMarked
package io.qmp.codec.bind;

import org.jspecify.annotations.NullMarked;
