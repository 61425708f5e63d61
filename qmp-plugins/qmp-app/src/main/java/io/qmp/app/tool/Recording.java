package io.qmp.app.tool;

import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.transcript.RecordingServer;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.util.List;

/** {@code qmp record}: records what clients and a server say to each other. */
public final class Recording implements Tool {
    @Override
    public String name() {
        return "record";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Records what clients and a server say to each other.",
                        "Connects each client to the server, passes on all that they send, and writes it to a file that"
                                + " replay takes. Secrets are not written. Ends with status 0 at a signal.",
                        List.of(
                                new Syntax.Parameter(
                                        "FILE", Syntax.Count.REQUIRED, "Gets the transcript; replaced if it exists."),
                                Peer.PARAMETER),
                        List.of(MonitorLine.QMP, CommonOptions.TIMEOUT, CommonOptions.VERBOSE))
                .withExamples(new Syntax.Example(
                        "qmp record vm.jsonl unix:/run/vm.sock -qmp unix:/run/tap,server=on,wait=off",
                        "records what clients of /run/tap and the server say"));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(1));
        var options =
                CommonOptions.timeout(line).map(peer.options()::withTimeout).orElse(peer.options());
        new RecordingServer(peer.address(), options, environment).run(line.parameter(0), MonitorLine.of(line));
    }
}
