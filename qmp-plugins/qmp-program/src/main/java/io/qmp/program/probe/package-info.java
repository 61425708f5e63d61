/**
 * Whether a server answers, and why it does not: {@link io.qmp.program.probe.Ping}, {@link
 * io.qmp.program.probe.LocalSocket}, {@link io.qmp.program.probe.Diagnosis}.
 *
 * <p>Start with {@link io.qmp.program.probe.Diagnosis}.
 */
@NullMarked
package io.qmp.program.probe;

import org.jspecify.annotations.NullMarked;
