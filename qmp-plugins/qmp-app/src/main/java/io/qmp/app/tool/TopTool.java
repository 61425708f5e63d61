package io.qmp.app.tool;

import io.qmp.api.Loggers;
import io.qmp.app.metrics.Connecting;
import io.qmp.app.metrics.VmTarget;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Colors;
import io.qmp.app.process.Interruption;
import io.qmp.app.process.Logs;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import io.qmp.app.process.TypedInput;
import io.qmp.app.shell.FullScreen;
import io.qmp.app.top.NamedOverview;
import io.qmp.app.top.TopJson;
import io.qmp.app.top.TopTable;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import io.qmp.transport.nio.NioTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code qmp top}: what virtual machines do now. */
final class TopTool implements Tool {
    private static final Syntax.Option ONCE = new Syntax.Option("--once", "", "Shows them once, and ends.");
    private static final Syntax.Option JSON = new Syntax.Option("--json", "", "Prints a line of JSON for each.");
    /** How long an answer is waited for at least, and how often machines are asked unless it is given. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    private static final Syntax.Option INTERVAL =
            new Syntax.Option("--interval", "SECONDS", "How often they are asked, such as 0.5; 2 unless given.");

    @Override
    public String name() {
        return "top";
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                        "Shows what virtual machines do now.",
                        "State, virtual CPUs and the processor time they take if the machine is on this host, rates of"
                                + " the disks, the balloon, and below it jobs and migrations with their progress. A"
                                + " machine that does not answer is shown so, and delays no other. On a terminal the"
                                + " table is renewed until q is typed; elsewhere each table is printed below the last."
                                + " With --once it ends with status 3 if one of them does not answer within the"
                                + " interval, and 2 seconds at least.",
                        List.of(Peer.PARAMETER, new Syntax.Parameter("MORE", Syntax.Count.ANY, "More addresses.")),
                        List.of(ONCE, JSON, INTERVAL, CommonOptions.VERBOSE))
                .withExamples(
                        new Syntax.Example("qmp top unix:/run/vm.sock", "Shows one, until q is typed."),
                        new Syntax.Example(
                                "qmp top --once --json unix:/run/vm.sock", "Prints what it does, for programs."));
    }

    @Override
    public void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException {
        Duration interval = CommonOptions.seconds(line, INTERVAL).orElse(LEAST);
        Map<String, VmTarget> targets = targets(addresses(line));
        boolean once = line.has(ONCE);
        boolean screen =
                !once && !line.has(JSON) && (environment.in() instanceof TypedInput || isOnTerminal(environment));
        Interruption interruption = Interruption.ofThisThread(environment.signals());
        NioTransport transport = NioTransport.create();
        Connecting connecting = new Connecting(
                transport, transport.newEventLoop(), interval, patience(interval), loggers(line, screen, environment));
        try (TopRounds rounds = TopRounds.start(List.copyOf(targets.values()), connecting)) {
            if (screen) {
                onScreen(rounds, interval, environment);
            } else {
                print(rounds, line, environment, interval);
            }
        } catch (InterruptedException e) {
            throw interruption.failure("nothing was changed");
        } finally {
            transport.close();
        }
    }

    /** {@return how long an answer is waited for: a short interval does not make connecting faster} */
    private static Duration patience(Duration wanted) {
        return wanted.compareTo(LEAST) < 0 ? LEAST : wanted;
    }

    /** {@return where warnings go: a screen would be disturbed by them, and shows what does not answer} */
    private static Function<String, System.Logger> loggers(
            ToolLine line, boolean screen, ProcessEnvironment environment) {
        if (line.has(CommonOptions.VERBOSE)) {
            Logs.show(true);
            return Loggers::named;
        }
        PrintStream shown = screen ? new PrintStream(OutputStream.nullOutputStream()) : environment.err();
        return name -> new WarningLog(name, shown);
    }

    private static void print(TopRounds rounds, ToolLine line, ProcessEnvironment environment, Duration interval)
            throws InterruptedException {
        rounds.awaitRates(patience(interval.multipliedBy(2)));
        List<NamedOverview> vms = rounds.now();
        show(vms, line, environment);
        while (!line.has(ONCE)) {
            rounds.pause(interval);
            vms = rounds.now();
            if (!line.has(JSON)) {
                environment.out().println("");
            }
            show(vms, line, environment);
        }
        List<String> silent = new ArrayList<>();
        for (int i = 0; i < vms.size(); i++) {
            if (!vms.get(i).vm().up()) {
                silent.add(addresses(line).get(i));
            }
        }
        if (!silent.isEmpty()) {
            throw new StatusException(
                    ExitStatus.NOT_CONNECTED,
                    "no answer from " + String.join(", ", silent) + "\nqmp doctor "
                            + AdvisedException.word(silent.get(0)) + " says why.");
        }
    }

    private static void show(List<NamedOverview> vms, ToolLine line, ProcessEnvironment environment) {
        if (line.has(JSON)) {
            Json json = new Json(Clients.CODEC, false);
            vms.forEach(vm -> environment.out().println(json.text(TopJson.object(vm))));
        } else {
            TopTable.lines(vms, Colors.of(environment, Terminals.OUTPUT)).forEach(environment.out()::println);
        }
    }

    private static boolean isOnTerminal(ProcessEnvironment environment) {
        return environment.in() == System.in
                && environment.terminals().isTerminal(Terminals.OUTPUT)
                && environment.terminals().isTerminal(Terminals.INPUT);
    }

    private static FullScreen open(ProcessEnvironment environment) throws IOException {
        return environment.in() instanceof TypedInput keys
                ? FullScreen.over(keys, environment.out())
                : FullScreen.open();
    }

    private static void onScreen(TopRounds rounds, Duration interval, ProcessEnvironment environment)
            throws InterruptedException {
        Colors colors = new Colors(Colors.isWanted(environment));
        try (FullScreen screen = open(environment)) {
            boolean more = true;
            while (more) {
                screen.draw(TopTable.lines(rounds.now(), colors), "q leaves");
                more = screen.key(interval.dividedBy(2)) != 'q';
            }
        } catch (IOException e) {
            throw new OptionException("the terminal cannot be used: " + e.getMessage() + "\nUse --once.");
        }
    }

    private static List<String> addresses(ToolLine line) {
        return line.parametersFrom(0).stream().distinct().toList();
    }

    /** {@return how a machine is shown: by its name, or if another one has that by what the user has written} */
    static String unique(Set<String> used, String name, String address) {
        String unique = used.contains(name) ? address : name;
        for (int i = 2; used.contains(unique); i++) {
            unique = address + "#" + i; // the user has written the name of another one, from the file of peers
        }
        return unique;
    }

    private static Map<String, VmTarget> targets(List<String> addresses) {
        Map<String, VmTarget> targets = new LinkedHashMap<>();
        for (String address : addresses) {
            Peer peer = Peer.machine(address);
            String unique = unique(targets.keySet(), VmTarget.nameOf(peer.address()), address);
            targets.put(unique, new VmTarget(unique, peer.address(), peer.options(), Map.of()));
        }
        return targets;
    }
}
