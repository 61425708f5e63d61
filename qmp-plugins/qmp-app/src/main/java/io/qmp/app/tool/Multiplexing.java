package io.qmp.app.tool;

import io.qmp.app.mux.MuxServer;
import io.qmp.app.option.Numbers;
import io.qmp.app.option.OptionException;
import io.qmp.app.option.Words;
import io.qmp.app.process.Logs;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.mux.options.AuditFailure;
import io.qmp.mux.options.Backend;
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.options.Quit;
import io.qmp.mux.policy.Policy;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code qmp mux}: many clients on one monitor. */
public final class Multiplexing implements Tool {
    private static final Syntax.Option QMP = new Syntax.Option(
            "-qmp",
            "SPEC",
            "Where it serves clients, as serve takes it, or fd:N for a listening socket that it was started with, with two"
                    + " more keys: role=observer, operator, owner or one of the policy; name=NAME for the policy and the"
                    + " audit. May be given more than once.",
            true);
    private static final Syntax.Option POLICY =
            new Syntax.Option("--policy", "FILE", "Roles, and which clients have them, as JSON.");
    private static final Syntax.Option AUDIT =
            new Syntax.Option("--audit", "FILE", "Gets what clients have done, one JSON object a line.");
    private static final Syntax.Option AUDIT_FULL = new Syntax.Option(
            "--audit-full",
            "EFFECT",
            "What happens to commands that may change something and cannot be recorded: refuse, the default, or ignore.");
    private static final Syntax.Option QUIT = new Syntax.Option(
            "--quit", "EFFECT", "What quit of an owner does: forward, the default, close (its own session) or refuse.");
    private static final Syntax.Option ON_LOSS = new Syntax.Option(
            "--on-loss",
            "EFFECT",
            "What follows when QEMU goes: disconnect, the default, ends all clients and the program; hold waits for a"
                    + " QEMU of the same version.");
    private static final Syntax.Option BACKEND = new Syntax.Option(
            "--backend",
            "MONITORS",
            "Which monitors of QEMU the clients have: private, one each, as QEMU can since 11.1 over a unix socket;"
                    + " shared, one for all; auto, the default, private where it can be.");
    private static final Syntax.Option WINDOW = new Syntax.Option(
            "--window", "COMMANDS", "How many commands QEMU may have unanswered, from 1 to 8; the default is 8.");
    private static final Syntax.Option METRICS = new Syntax.Option(
            "--metrics", "HOST:PORT", "Where Prometheus gets a page about the multiplexer, at /metrics.");
    private static final Syntax.Option PASS_TRACES = new Syntax.Option(
            "--pass-traces", "", "Sends commands on with the traces that clients have put into their ids.");
    private static final Syntax.Option WAIT = new Syntax.Option(
            "--wait", "SECONDS", "How long clients wait for a QEMU that is not there; the default is 10.");

    @Override
    public String name() {
        return "mux";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Lets many clients share one monitor.",
                        "Passes on the commands that the role of each client allows. QEMU need not be there yet. Behind the"
                                + " address of a guest agent, clients speak as to the agent. Ends with"
                                + " status 0 at a signal, and when QEMU goes.",
                        List.of(Peer.PARAMETER),
                        List.of(
                                QMP,
                                POLICY,
                                AUDIT,
                                AUDIT_FULL,
                                QUIT,
                                ON_LOSS,
                                BACKEND,
                                WINDOW,
                                WAIT,
                                METRICS,
                                PASS_TRACES,
                                CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example(
                                "qmp mux unix:/run/vm.sock -qmp unix:/run/rw,server=on,wait=off,role=owner",
                                "serves many clients that may do everything"),
                        new Syntax.Example(
                                "qmp mux unix:/run/vm.sock -qmp unix:/run/ro,server=on,wait=off,role=observer",
                                "serves clients that may ask and change nothing"));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        if (!line.has(QMP)) {
            throw new OptionException("-qmp is missing: where the clients connect");
        }
        Peer peer = Peer.parse(line.parameter(0));
        Logs.show(line.has(CommonOptions.VERBOSE));
        MuxServer.Extras extras = new MuxServer.Extras();
        line.value(AUDIT).ifPresent(extras::audit);
        line.value(METRICS).map(Peer::tcp).ifPresent(extras::metrics);
        if (line.has(PASS_TRACES)) {
            extras.passTraces();
        }
        MuxServer server = new MuxServer(peer.options(), options(line), extras, environment);
        Optional<Policy> policy = line.value(POLICY).map(MuxServer::policy);
        if (peer.agent()) {
            server.runAgent(peer.address(), line.values(QMP), policy);
        } else {
            server.run(peer.address(), line.values(QMP), policy);
        }
    }

    private static MuxOptions options(ToolLine line) {
        MuxOptions defaults = MuxOptions.DEFAULT;
        return new MuxOptions(
                line.value(WINDOW)
                        .map(commands -> (int) Numbers.positive(commands, 8))
                        .orElse(defaults.window()),
                line.value(WAIT)
                        .map(seconds -> Duration.ofSeconds(Numbers.positive(seconds, Integer.MAX_VALUE)))
                        .orElse(defaults.greetingWait()),
                one(line, QUIT, defaults.quit(), Quit.values()),
                one(line, ON_LOSS, defaults.onLoss(), Loss.values()),
                one(line, AUDIT_FULL, defaults.onAuditFailure(), AuditFailure.values()),
                one(line, BACKEND, defaults.backend(), Backend.values()),
                defaults.grace());
    }

    private static <T extends Enum<T>> T one(ToolLine line, Syntax.Option option, T unlessGiven, T[] all) {
        if (!line.has(option)) {
            return unlessGiven;
        }
        try {
            return Words.parse(line.value(option).orElseThrow(), all);
        } catch (OptionException e) {
            throw e.at(option.name());
        }
    }
}
