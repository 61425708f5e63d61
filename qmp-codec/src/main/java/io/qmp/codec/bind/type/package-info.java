/**
 * The types of QMP as Java types describe them: each reads its values from and writes them to the wire form.
 */
@NullMarked
package io.qmp.codec.bind.type;

import org.jspecify.annotations.NullMarked;
