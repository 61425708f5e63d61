/**
 * Commands of a client, from submission on any thread to completion by the reply of the peer.
 *
 * <p>{@code SubmissionQueue} brings them onto the loop, {@code SchemaPreflight} compares them with the
 * introspection of the peer if that is wanted, {@code PendingCommands} sends them and completes them.
 */
@NullMarked
package io.qmp.client.command;

import org.jspecify.annotations.NullMarked;
