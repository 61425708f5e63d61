/**
 * A server within the test, for tests of plugins and of programs that use the client.
 *
 * <p>Start with {@link io.qmp.testkit.LocalServer}.
 */
@NullMarked
package io.qmp.testkit;

import org.jspecify.annotations.NullMarked;
