/** The exporter of the program: many virtual machines, one page for Prometheus. */
@NullMarked
package io.qmp.app.metrics;

import org.jspecify.annotations.NullMarked;
