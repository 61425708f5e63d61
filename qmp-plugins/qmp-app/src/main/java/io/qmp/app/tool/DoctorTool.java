package io.qmp.app.tool;

import io.qmp.app.process.Interruption;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.program.probe.Diagnosis;
import io.qmp.program.probe.Finding;
import io.qmp.program.probe.Finding.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code qmp doctor}: why there is no connection. */
final class DoctorTool implements Tool {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Map<Kind, String> MARKS = Map.of(Kind.GOOD, "ok", Kind.NOTE, "note", Kind.PROBLEM, "PROBLEM");

    @Override
    public String name() {
        return "doctor";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Says why a server cannot be reached.",
                        "Looks at the path, its permissions and who listens, connects, and waits for a greeting, 2"
                                + " seconds unless --timeout is given. Each line is something that was found; what to"
                                + " do next stands below. Ends with status 0 if commands can be executed, else with 3.",
                        List.of(Peer.PARAMETER),
                        List.of(CommonOptions.TIMEOUT, CommonOptions.VERBOSE))
                .withExamples(new Syntax.Example(
                        "qmp doctor unix:/run/vm.sock", "Looks at the socket, and at what is behind it."));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Peer peer = Peer.parse(line.parameter(0));
        Duration limit = CommonOptions.timeout(line).orElse(PATIENCE);
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        String text = line.parameter(0);
        Diagnosis diagnosis = new Diagnosis(
                peer.agent() && !text.startsWith("qga:") ? "qga:" + text : text,
                Diagnoses.path(peer),
                peer.options().tls().isPresent());
        diagnosis.look();
        if (!diagnosis.hasProblem() || diagnosis.isStopped()) {
            try (ServerProbe probe = ServerProbe.open(peer, limit)) {
                diagnosis.heard(probe.listen());
            } catch (InterruptedException e) {
                throw interruption.failure("the server was not reached");
            }
        }
        for (Finding finding : diagnosis.findings()) {
            environment.out().println(MARKS.get(finding.kind()) + ": " + finding.text());
            if (!finding.advice().isEmpty()) {
                environment.out().println("    " + finding.advice());
            }
        }
        if (diagnosis.hasProblem()) {
            throw new StatusException(ExitStatus.NOT_CONNECTED, "commands cannot be executed there");
        }
    }
}
