/**
 * Marks that every public type carries: how stable it is, and who may implement it.
 */
@NullMarked
package io.qmp.api;

import org.jspecify.annotations.NullMarked;
