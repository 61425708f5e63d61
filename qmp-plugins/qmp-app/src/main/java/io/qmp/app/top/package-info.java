/** What {@code qmp top} shows: a table of virtual machines, or JSON. Nothing here has a terminal or a connection. */
@NullMarked
package io.qmp.app.top;

import org.jspecify.annotations.NullMarked;
