/** A QEMU for the tests of clients: {@link io.qmp.testkit.fake.FakeQemu} answers as the test says. */
@NullMarked
package io.qmp.testkit.fake;

import org.jspecify.annotations.NullMarked;
