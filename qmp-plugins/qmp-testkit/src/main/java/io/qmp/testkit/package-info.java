/**
 * For tests of plugins and of programs that use the client: a server within the test, and what every plugin must keep.
 */
@NullMarked
package io.qmp.testkit;

import org.jspecify.annotations.NullMarked;
