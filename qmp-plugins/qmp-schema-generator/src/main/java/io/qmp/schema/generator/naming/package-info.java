/**
 * Java names for what a program has: by rule, by a table where rules do not please, and by a lock file that keeps names that were published.
 */
@NullMarked
package io.qmp.schema.generator.naming;

import org.jspecify.annotations.NullMarked;
