/**
 * What the operating system lets processes on one host hand to, and know of, each other: file descriptors and
 * credentials.
 */
@NullMarked
package io.qmp.api.host;

import org.jspecify.annotations.NullMarked;
