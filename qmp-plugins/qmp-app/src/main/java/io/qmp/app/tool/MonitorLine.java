package io.qmp.app.tool;

import io.qmp.app.serve.MonitorOption;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;

/** The option of subcommands that serve clients. */
final class MonitorLine {
    static final Syntax.Option QMP = new Syntax.Option(
            MonitorOption.NAME,
            "SPEC",
            "Where it serves clients, as serve takes it; the default is tcp:localhost:4444,server=on,wait=off.");

    private static final String DEFAULT = "tcp:localhost:4444,server=on,wait=off";

    private MonitorLine() {}

    /** {@return where to serve clients} */
    static MonitorOption of(ToolLine line) {
        return MonitorOption.parse(line.value(QMP).orElse(DEFAULT));
    }
}
