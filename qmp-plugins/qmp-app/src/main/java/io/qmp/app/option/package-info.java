/**
 * Options as QEMU writes them, {@code key=value,…}, and the failure of a command line. The syntax itself is in
 * {@code io.qmp.options}.
 */
@NullMarked
package io.qmp.app.option;

import org.jspecify.annotations.NullMarked;
