/** The rules that need to see all modules at once. */
@NullMarked
package io.qmp.app.architecture;

import org.jspecify.annotations.NullMarked;
