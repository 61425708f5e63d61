/**
 * Queries that only report: answers that were recorded, and answers that follow from the state. Hidden.
 */
@NullMarked
package io.qmp.plugin.machine.query;

import org.jspecify.annotations.NullMarked;
