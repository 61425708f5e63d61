/**
 * Binds described Java types to QMP values.
 *
 * <p>What a Java type describes is read by reflection once and becomes a {@code DataType}: {@code Derivation} and the
 * other derivations do that. From it come reading with validation, writing, and introspection by {@code Introspector}.
 *
 * <p>Arguments go from {@code RecordCommand} to an {@code ObjectType} or {@code UnionType}, to its {@code Member}s, to
 * their {@code DataType}s, and so on. A {@code Place} goes along, which knows the path and words what is wrong.
 */
@NullMarked
package io.qmp.codec.bind;

import org.jspecify.annotations.NullMarked;
