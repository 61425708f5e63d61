package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Waiting;
import io.qmp.app.serve.MonitorOption;
import io.qmp.app.transcript.ReplayServer;
import io.qmp.client.QmpClient;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.util.List;
import java.util.Optional;

/** {@code qmp replay}: a server that answers from a file. */
public final class Replaying implements Tool {
    private static final Syntax.Option MODE = new Syntax.Option(
            "--mode",
            "MODE",
            "strict: commands in the order of the file; loose, the default: in any order; spy: --peer answers what the"
                    + " file does not; diff: --peer answers, and replies that differ are printed.");
    private static final Syntax.Option PEER =
            new Syntax.Option("--peer", "ADDRESS", "The other server, for spy and diff.");
    private static final Syntax.Option RECORD = new Syntax.Option(
            "--record", "OUT", "Writes a file that has what FILE has, and what the peer has answered besides.");
    private static final Syntax.Option IGNORE = new Syntax.Option(
            "--ignore",
            "RULES",
            "Members that do not count as differences, separated by commas: a command and the name of a member each,"
                    + " with * for any letters. Times, process and thread numbers never count.");

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Runs a server that answers from a file.",
                        "Greeting, replies and events are those of the file. Ends with status 0 when a client says a quit of the file, and"
                                + " at a signal.",
                        List.of(new Syntax.Parameter(
                                "FILE",
                                Syntax.Count.REQUIRED,
                                "A transcript, as record writes it; a .replies file of libvirt's tests, a document with"
                                        + " examples behind -> and <-, or a log of QMP by Incus.")),
                        List.of(
                                MonitorLine.QMP,
                                MODE,
                                PEER,
                                RECORD,
                                IGNORE,
                                CommonOptions.TIMEOUT,
                                CommonOptions.VERBOSE))
                .withExamples(new Syntax.Example(
                        "qmp replay vm.jsonl -qmp unix:/run/replayed,server=on,wait=off",
                        "answers as the file has it"));
    }

    @Override
    public Optional<String> peer(ToolLine line) {
        return line.value(PEER);
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        ReplayServer replay = ReplayServer.of(
                line.parameter(0),
                line.value(MODE).orElse("loose"),
                line.value(IGNORE).orElse(""));
        MonitorOption where = MonitorLine.of(line);
        if (replay.needsPeer() != line.has(PEER)) {
            throw new OptionException("--peer is for --mode spy and --mode diff, which need it");
        }
        if (line.has(RECORD) && !replay.needsPeer()) {
            throw new OptionException("--record is for --mode spy and --mode diff");
        }
        Optional<QmpClient> client = Optional.empty();
        if (line.has(PEER)) {
            Peer peer = Peer.parse(line.value(PEER).orElseThrow());
            client = Optional.of(Waiting.await(Clients.of(line, environment).connect(peer)));
        }
        try {
            replay.run(where, client, line.value(RECORD), environment);
        } finally {
            client.ifPresent(QmpClient::close);
        }
    }
}
