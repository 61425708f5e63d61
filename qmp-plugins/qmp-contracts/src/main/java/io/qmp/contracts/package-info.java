/**
 * Contracts that implementations keep, with the peers and certificates that test them. Reads the API and JUnit only, so
 * that every other module can be tested against it.
 */
@NullMarked
package io.qmp.contracts;

import org.jspecify.annotations.NullMarked;
