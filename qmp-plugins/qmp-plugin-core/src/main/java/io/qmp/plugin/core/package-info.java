/**
 * The commands that every QMP server has: {@code query-version}, {@code query-commands}, {@code query-qmp-schema}, {@code quit}.
 */
@NullMarked
package io.qmp.plugin.core;

import org.jspecify.annotations.NullMarked;
