/**
 * Secrets in messages: their places, and how they are hidden.
 *
 * <p>{@link io.qmp.api.secret.Redaction} is a list of the places where secrets are, and hides what is there: from
 * logs, taps, recordings and audit. The shipped list is the resource {@code secrets.txt} beside it, which explains
 * its own form.
 *
 * <p>Start with {@link io.qmp.api.secret.Redaction}.
 */
@NullMarked
package io.qmp.api.secret;

import org.jspecify.annotations.NullMarked;
