package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.FaultyPeer.Fault;
import io.qmp.app.tool.Subcommands;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each subcommand says, and with which status it ends, when something is wrong with its peer. */
class PeerFaultsTest {
    /** Limits that are reached, and are long enough for a busy machine to connect. */
    private static final String LIMIT = " --timeout 4";

    private static final Map<String, String> CALLS = calls();

    /** They serve, or speak to nobody. What {@code mux} and {@code record} say is in tests of their own. */
    private static final Set<String> WITHOUT_PEER = Set.of("completion", "help", "mux", "record", "metrics");

    /** These wait for what may never come, or serve; so a peer that says nothing is none of their faults. */
    private static final Set<String> PATIENT = Set.of("events", "replay");

    /** With these, limits are waited for; all of them begin together, so that it is done once. */
    private static final Set<Fault> SLOW =
            Set.of(Fault.NEVER_GREETS, Fault.NEVER_NEGOTIATES, Fault.NEVER_REPLIES, Fault.SPEAKS_SOMETHING_ELSE);

    @TempDir
    static Path directory;

    private static final Map<Fault, Running> BEGUN = new EnumMap<>(Fault.class);

    /** Subcommands that run, each with a peer of its own, in the folder of its name. */
    private record Running(Path directory, Map<String, RunningProgram> programs, List<FaultyPeer> peers) {}

    private static Map<String, String> calls() {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("exec", "exec ADDRESS query-status" + LIMIT);
        calls.put("lines", "exec ADDRESS -" + LIMIT);
        calls.put("agent", "exec qga:ADDRESS guest-ping" + LIMIT);
        calls.put("shell", "shell ADDRESS" + LIMIT);
        calls.put("agent-shell", "shell qga:ADDRESS" + LIMIT);
        calls.put("events", "events ADDRESS" + LIMIT);
        calls.put("schema", "schema ADDRESS" + LIMIT);
        calls.put("explain", "explain ADDRESS stop" + LIMIT);
        calls.put("ping", "ping ADDRESS" + LIMIT);
        calls.put("agent-ping", "ping qga:ADDRESS" + LIMIT);
        calls.put("wait", "wait ADDRESS running" + LIMIT);
        calls.put("job", "job ADDRESS blockdev-backup job-id=j" + LIMIT);
        calls.put("top", "top --once ADDRESS --interval 0.5");
        calls.put("doctor", "doctor ADDRESS" + LIMIT);
        calls.put("replay", "replay t.jsonl -qmp SERVED --mode spy --peer ADDRESS" + LIMIT);
        return calls;
    }

    @Test
    void everySubcommandIsTried() {
        Stream<String> called = CALLS.values().stream().map(call -> call.split(" ")[0]);

        assertThat(Stream.concat(called, WITHOUT_PEER.stream())).containsAll(Subcommands.tools());
    }

    @BeforeAll
    static void beginWithWhatIsSlow() throws IOException {
        for (Fault fault : SLOW) {
            BEGUN.put(fault, begin(fault));
        }
    }

    private static Running begin(Fault fault) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("" + fault.ordinal()));
        Running running = new Running(folder, new LinkedHashMap<>(), new ArrayList<>());
        for (String name : tried(fault)) {
            Path place = Files.createDirectory(folder.resolve(name));
            running.peers().add(FaultyPeer.start(place.resolve("vm.sock"), fault, !PATIENT.contains(name)));
            running.programs().put(name, start(name, place, SLOW.contains(fault)));
        }
        return running;
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongWithThePeerIsSaid(Fault fault) throws IOException {
        Running running = BEGUN.containsKey(fault) ? BEGUN.get(fault) : begin(fault);
        Map<String, List<String>> byText = new LinkedHashMap<>();
        running.programs().forEach((name, program) -> {
            int status = program.status();
            Path place = running.directory().resolve(name);
            String said = stable(place, program.standardError());
            assertHelpful(name, fault, said);
            String shown = name.equals("doctor") || name.equals("top") ? program.standardOutput() : "";
            byText.computeIfAbsent("-> " + status + "\n" + stable(place, shown) + said, text -> new ArrayList<>())
                    .add(name);
        });
        for (FaultyPeer peer : running.peers()) {
            peer.close();
        }
        StringBuilder all = new StringBuilder();
        byText.forEach((text, names) ->
                all.append(String.join(", ", names)).append(' ').append(text).append('\n'));
        Golden.compare(
                "fault-" + fault.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), all.toString());
    }

    /** Says which peer, and what to do next; the answer of a peer is shown as it came. */
    private static void assertHelpful(String name, Fault fault, String said) {
        if (fault != Fault.REPLIES_WITH_ERRORS && !said.isEmpty()) {
            assertThat(said).as(name).startsWith("qmp: ");
            assertThat(said.contains("/vm.sock") || name.equals("doctor"))
                    .as(name + ": " + said)
                    .isTrue();
            assertThat(said.lines().count() > 1 || name.equals("doctor"))
                    .as(name + ": " + said)
                    .isTrue();
        }
    }

    private static List<String> tried(Fault fault) {
        boolean connects =
                fault == Fault.CLOSES_WHEN_ASKED || fault == Fault.NEVER_REPLIES || fault == Fault.REPLIES_WITH_ERRORS;
        boolean agents = fault.compareTo(Fault.CLOSES) <= 0 || fault == Fault.NEVER_GREETS;
        return CALLS.keySet().stream()
                .filter(name -> agents || !name.startsWith("agent"))
                .filter(name -> !connects
                        || !PATIENT.contains(name)
                        || name.equals("events") && fault == Fault.CLOSES_WHEN_ASKED)
                .toList();
    }

    private static RunningProgram start(String name, Path place, boolean isSlow) throws IOException {
        String input = name.equals("lines") ? "{\"execute\": \"stop\"}\n" : "query-name\n";
        String[] words = CALLS.get(name)
                .replace("--interval 0.5", isSlow ? "--interval 2" : "--interval 0.5")
                .replace("ADDRESS", "unix:" + place.resolve("vm.sock"))
                .replace("SERVED", "unix:" + place.resolve("served") + ",server=on,wait=off")
                .replace(
                        "t.jsonl",
                        Files.writeString(place.resolve("t"), "{\"dir\": \"x\"}\n")
                                .toString())
                .split(" ");
        return RunningProgram.start(new ByteArrayInputStream(input.getBytes(UTF_8)), words);
    }

    /** {@return a text without what differs from run to run} */
    private static String stable(Path place, String text) {
        return text.replace(place.toString(), "DIR")
                .replaceAll("\\S+ \\(process \\d+\\)", "java (process PID)")
                .replaceAll("[0-9.]+ ms", "T ms");
    }
}
