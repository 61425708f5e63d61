/**
 * Failures, as values for the peer and as exceptions for the program.
 *
 * <pre>
 * QmpException
 *  ├ CommandFailedException     the peer (or a handler) answered with an error
 *  ├ BindingException           a value does not fit the type it is meant for
 *  ├ PeerLacksException         not sent: the peer does not know the command, or some argument
 *  ├ CommandTimeoutException    no answer within the limit
 *  ├ ConnectFailedException     no connection could be made
 *  ├ NegotiationException       connected, but the peer did not become ready
 *  ├ ProtocolViolationException the peer sent what QMP does not allow
 *  ├ ConnectionLostException    the connection ended with work outstanding
 *  ├ CredentialsUnknownException a decision needs to know who the peer is
 *  └ WrongStateException        asked of an object that is closed or not ready
 * </pre>
 *
 * <p>A command may fail with PeerLacksException, CommandTimeoutException, ProtocolViolationException,
 * ConnectionLostException or WrongStateException before it was sent.
 * {@link io.qmp.api.error.QmpException#notSent()} says so: then it was not executed, and will not be.
 * Otherwise a command that timed out or lost its connection may have been executed.
 *
 * <p>Start with {@link io.qmp.api.error.QmpException}.
 */
@NullMarked
package io.qmp.api.error;

import org.jspecify.annotations.NullMarked;
