package io.qmp.program.probe;

import io.qmp.api.Experimental;
import io.qmp.program.probe.Finding.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why there is no connection to a server. Looks at the file of a unix socket first, then at who listens, then at what
 * the server says; each finding has what to do next.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Diagnosis {
    /** Stands before the addresses of guest agents. */
    private static final String AGENT = "qga:";

    private final String address;
    private final Optional<Path> path;
    private final boolean tls;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<LocalSocket> socket = Optional.empty();

    /**
     * A diagnosis of which nothing is known yet.
     *
     * @param address where the server should listen, as users write it, with {@code qga:} before that of an agent
     * @param path the path of a unix socket; empty for other addresses
     * @param tls whether the client speaks TLS
     */
    public Diagnosis(String address, Optional<Path> path, boolean tls) {
        this.address = address;
        this.path = path;
        this.tls = tls;
    }

    /** {@return what was found so far} */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** {@return whether a problem was found} */
    public boolean hasProblem() {
        return findings.stream().anyMatch(finding -> finding.kind() == Kind.PROBLEM);
    }

    /** {@return whether the process that listens is stopped, so that it may still be asked what it is} */
    public boolean isStopped() {
        return socket.flatMap(LocalSocket::owner)
                .filter(LocalSocket.Owner::stopped)
                .isPresent();
    }

    /** Looks at the file of the socket and at who listens; does nothing for other addresses. */
    public void look() {
        look(Path.of("/proc"));
    }

    void look(Path processes) {
        if (path.isEmpty()) {
            return;
        }
        findings.addAll(new SocketFile(path.get()).findings());
        if (!hasProblem()) {
            socket = LocalSocket.find(processes, path.get());
            socket.filter(LocalSocket::listens).ifPresent(this::listening);
        }
    }

    private void listening(LocalSocket listening) {
        String who = listening.owner().map(Object::toString).orElse("a process of another user");
        findings.add(Finding.good(who + " listens"));
        listening
                .owner()
                .filter(LocalSocket.Owner::stopped)
                .ifPresent(owner -> findings.add(Finding.problem(
                        owner + " is stopped: it answers nothing",
                        "Let it go on with kill -CONT " + owner.pid() + ", or end the debugger that holds it.")));
        if (listening.clients() > 0) {
            findings.add(Finding.note(
                    "it serves " + listening.clients() + (listening.clients() == 1 ? " client" : " clients")
                            + " already; a monitor of QEMU serves one at a time",
                    "ss -xp | grep " + path.map(Path::toString).orElse("") + " shows processes; qmp mux lets many"
                            + " clients share one monitor."));
        }
    }

    /** Judges what the server has said. */
    public void heard(Heard heard) {
        if (!heard.failure().isEmpty()) {
            findings.add(refused(heard.failure()));
        } else if (heard.text().contains("\"QMP\"")) {
            if (wantsAgent()) {
                findings.add(Finding.problem("it is a QMP server, no guest agent", "Leave out " + AGENT + "."));
            } else {
                greeted(heard);
            }
        } else if (!heard.text().isBlank()) {
            other(heard.text());
        } else if (heard.agent()) {
            findings.add(
                    wantsAgent()
                            ? Finding.good("the guest agent answers: qmp exec " + address + " guest-ping")
                            : Finding.problem(
                                    "it is a guest agent, which does not greet",
                                    "Put " + AGENT + " in front of the address, as in " + AGENT + address));
        } else if (wantsAgent()) {
            findings.add(Finding.problem(
                    "no guest agent answers: it does not run in the guest, or the guest is stopped or busy",
                    "Start qemu-ga in the guest; look at the guest with qmp top."));
        } else {
            silent(heard.ended());
        }
    }

    private boolean wantsAgent() {
        return address.startsWith(AGENT);
    }

    private Finding refused(String failure) {
        if (path.isPresent() && failure.contains("refused")) {
            return Finding.problem(
                    "nobody listens: the process that made the socket has ended, or has closed it",
                    "Start it again; QEMU replaces the old socket.");
        }
        if (path.isEmpty() && failure.contains("refused")) {
            return Finding.problem(
                    "nobody listens at " + address, "Start QEMU with -qmp " + address + ",server=on,wait=off.");
        }
        return Finding.problem(failure, tls ? "Check the certificates, and whether the server speaks TLS." : "");
    }

    private void greeted(Heard heard) {
        findings.add(Finding.good("it greets as a QMP server"));
        if (heard.negotiated()) {
            findings.add(Finding.good("it answers: qmp exec " + address + " query-version"));
        } else if (heard.ended()) {
            findings.add(Finding.problem(
                    "it ends the connection before it has answered qmp_capabilities",
                    "Look at the log of the process: it may end just now."));
        } else {
            findings.add(Finding.problem(
                    "it does not answer qmp_capabilities: its main loop is busy or waits",
                    "Wait, and look at what it does: qmp ping " + address + ", top -H, gdb -p."));
        }
    }

    private void other(String text) {
        String first = text.strip().lines().findFirst().orElse("");
        boolean human = text.contains("monitor - type 'help'");
        findings.add(Finding.problem(
                human
                        ? "it is a monitor for people"
                        : "it does not speak QMP: it says '" + first.substring(0, Math.min(60, first.length())) + "'",
                human ? "Give QEMU a monitor for programs: -qmp instead of -monitor." : "Check the address."));
    }

    private void silent(boolean ended) {
        boolean known = socket.filter(it -> it.clients() > 0
                        || it.owner().filter(LocalSocket.Owner::stopped).isPresent())
                .isPresent();
        if (known) {
            findings.add(Finding.problem("so it does not greet another client", "See above."));
        } else if (ended) {
            findings.add(Finding.problem(
                    "it ends the connection without a greeting",
                    tls ? "" : "It may want TLS: add ,tls-ca=FILE to the address."));
        } else {
            findings.add(Finding.problem(
                    "it does not greet: it serves another client, waits for TLS, or is no QMP server",
                    "Close the other client; for TLS add ,tls-ca=FILE to the address."));
        }
    }
}
