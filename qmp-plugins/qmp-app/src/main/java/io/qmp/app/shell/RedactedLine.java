package io.qmp.app.shell;

import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpObject;
import io.qmp.shell.LineArguments;
import io.qmp.shell.Rendering;
import io.qmp.shell.ShellLine;
import io.qmp.shell.ShellSyntax;

/** Lines as the history keeps them: without secrets. */
final class RedactedLine {
    private RedactedLine() {}

    /** {@return the line, or what stands for it if it has a secret, also with spaces around its {@code =}} */
    static String of(String text, ShellSyntax syntax) {
        String kept = redacted(text, syntax);
        String joined = text.replaceAll("\\s*=\\s*", "=");
        String keptOfJoined = redacted(joined, syntax);
        return !kept.equals(text) || keptOfJoined.equals(joined) ? kept : keptOfJoined;
    }

    private static String redacted(String text, ShellSyntax syntax) {
        ShellLine line = ShellLine.parse(text, syntax);
        if (syntax.mode() == ShellSyntax.Mode.HMP || line.command().isEmpty()) {
            return Redaction.SECRETS.text(text);
        }
        String command = line.command().get().text();
        QmpObject arguments = LineArguments.read(line).values();
        QmpObject shown = Redaction.SECRETS
                .request(new Request(command, arguments, null, false))
                .arguments();
        return shown.equals(arguments) ? text : command + " " + Rendering.JSON.text(shown, syntax.codec());
    }
}
