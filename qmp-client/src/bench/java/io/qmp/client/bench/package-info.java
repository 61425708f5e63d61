/** What the client costs, beside a generator in C. */
@NullMarked
package io.qmp.client.bench;

import org.jspecify.annotations.NullMarked;
