/** A server within the test, for tests of plugins and of programs that use the client. */
@NullMarked
package io.qmp.testkit;

import org.jspecify.annotations.NullMarked;
