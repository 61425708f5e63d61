/**
 * The commands that every QMP server has: {@code query-version}, {@code query-commands}, {@code query-qmp-schema},
 * {@code quit}, and the commands about file descriptors: {@code getfd}, {@code closefd}, {@code add-fd},
 * {@code remove-fd}, {@code query-fdsets}.
 *
 * <p>Start with {@link io.qmp.plugin.core.CorePlugin}.
 */
@NullMarked
package io.qmp.plugin.core;

import org.jspecify.annotations.NullMarked;
