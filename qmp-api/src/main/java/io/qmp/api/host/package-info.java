/**
 * Things that processes on one host hand to, and know of, each other by the operating system: file descriptors and
 * credentials.
 *
 * <p>Start with {@link io.qmp.api.host.FileDescriptor} or {@link io.qmp.api.host.PeerCredentials}.
 */
@NullMarked
package io.qmp.api.host;

import org.jspecify.annotations.NullMarked;
