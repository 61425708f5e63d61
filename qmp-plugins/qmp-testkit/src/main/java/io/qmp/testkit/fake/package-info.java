/**
 * A QEMU for the tests of clients: {@link io.qmp.testkit.fake.FakeQemu} answers as the test says.
 *
 * <p>Start with {@link io.qmp.testkit.fake.FakeQemuTest} or {@link io.qmp.testkit.fake.FakeQemu}.
 */
@NullMarked
package io.qmp.testkit.fake;

import org.jspecify.annotations.NullMarked;
