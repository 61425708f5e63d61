/**
 * The interactive shell: what a line does ({@code ShellSession}), and the terminal around it. Its threads wait for
 * keys and for replies; loops never wait for them.
 */
@NullMarked
package io.qmp.app.shell;

import org.jspecify.annotations.NullMarked;
