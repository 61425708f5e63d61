/**
 * Contracts as tests: what every transport and every plugin must do, with the certificates and peers that these tests
 * need. Reads the API and JUnit only, so that every other module can be tested against it.
 */
@NullMarked
package io.qmp.contracts;

import org.jspecify.annotations.NullMarked;
