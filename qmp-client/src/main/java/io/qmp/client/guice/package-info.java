/**
 * The client for programs that are wired by Guice.
 */
@NullMarked
package io.qmp.client.guice;

import org.jspecify.annotations.NullMarked;
