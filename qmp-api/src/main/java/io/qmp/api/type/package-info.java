/**
 * The words with which Java types describe QMP types.
 *
 * <p>A record is an object, an enum an enumeration, a {@code List} an array, a sealed interface a union or an
 * alternate; a record component that may be absent is {@code @Nullable}. Names follow from the Java names
 * ({@code nodeName} is {@code node-name}, {@code GUEST_RESET} is {@code guest-reset}) unless
 * {@link io.qmp.api.type.WireName} gives another. From such a description come introspection, validation
 * and binding alike.
 *
 * <table>
 * <caption>Java types and their QMP types</caption>
 * <tr><th>Java</th><th>QMP</th></tr>
 * <tr><td>{@code String}, {@code boolean}, {@code double}</td><td>{@code str}, {@code bool}, {@code number}</td></tr>
 * <tr><td>{@code long}, {@code int}, {@code short}, {@code byte}</td><td>{@code int}, {@code int32}, {@code int16},
 *     {@code int8}; another width or sign by {@link io.qmp.api.type.IntType}</td></tr>
 * <tr><td>{@link io.qmp.api.value.QmpValue}</td><td>{@code any}</td></tr>
 * <tr><td>{@code List<T>}</td><td>an array of T</td></tr>
 * <tr><td>an enum {@code E}, or {@code Open<E>} where unknown values must survive</td><td>an enumeration</td></tr>
 * <tr><td>a record</td><td>an object</td></tr>
 * <tr><td>a sealed interface with {@link io.qmp.api.type.Union}</td><td>a union</td></tr>
 * <tr><td>a sealed interface with {@link io.qmp.api.type.Alternate}</td><td>an alternate</td></tr>
 * </table>
 *
 * <p>Start with {@link io.qmp.api.type.WireName} and {@link io.qmp.api.type.Union}.
 */
@NullMarked
package io.qmp.api.type;

import org.jspecify.annotations.NullMarked;
