/**
 * Things that processes on one host hand to, and know of, each other by the operating system: file descriptors and
 * credentials.
 */
@NullMarked
package io.qmp.api.host;

import org.jspecify.annotations.NullMarked;
