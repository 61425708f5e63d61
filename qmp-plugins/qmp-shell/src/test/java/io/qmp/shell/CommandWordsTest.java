package io.qmp.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
    private static final String HELP = """
            balloon target -- request VM to change its memory allocation (in MB)
            block_job_cancel [-f] device -- stop an active background block operation (use -f
                                     if you want to abort the operation immediately)
            device_del device -- remove device
            help|? [cmd] -- show the help
            info [subcommand] -- show various information about the system state
            screendump filename [-f format] [device [head]] -- save screen from head 'head' of display device 'device'
            stop|s  -- stop emulation
            """.replace("\n", "\r\n");

    private static final String INFO = """
            info balloon  -- show balloon information
            info block [-n] [-v] [device] -- show info of one block device or all block devices
            info blockstats  -- show block device statistics
            """;

    private final CommandWords words = CommandWords.ofMonitor(HELP, INFO);

    private List<String> complete(String text) {
        return words.complete(text, text.length()).stream()
                .map(Completion::text)
                .toList();
    }

    @Test
    void commandsOfTheMonitorAreThoseOfItsHelp() {
        assertThat(complete(""))
                .containsExactly(
                        "?", "balloon", "block_job_cancel", "device_del", "help", "info", "s", "screendump", "stop");
        assertThat(complete("de")).containsExactly("device_del");
        assertThat(complete("device_del x")).isEmpty();
        assertThat(words.complete("ball", 4)).singleElement().satisfies(candidate -> {
            assertThat(candidate.help()).isEqualTo("request VM to change its memory allocation (in MB)");
            assertThat(candidate.isWhole()).isTrue();
        });
    }

    @Test
    void topicsFollowInfo() {
        assertThat(complete("info ")).containsExactly("balloon", "block", "blockstats");
        assertThat(complete("info  blocks")).containsExactly("blockstats");
        assertThat(complete("info block ")).isEmpty();
        assertThat(words.complete("info ba x", 7)).hasSize(1);
    }

    /** The property that {@link CompletionPropertyTest} has of servers: names are all that is known of agents. */
    @Test
    void whatIsOfferedOfAnAgentLeadsToALineThatIsAcceptedOrCanBeCompleted() {
        List<String> names = List.of("guest-ping", "guest-file-open", "guest-file-close", "guest-info", "guest");
        CommandWords agent = CommandWords.of(names);
        for (String name : names) {
            for (int typed = 0; typed <= name.length(); typed++) {
                String begun = name.substring(0, typed);
                List<Completion> offered = agent.complete(begun, typed);
                assertThat(offered).extracting(Completion::text).contains(name);
                for (Completion taken : offered) {
                    String line = begun.substring(0, SchemaCompleter.wordStart(begun, typed)) + taken.text();
                    assertThat(LineArguments.read(Lines.parse(line)).problems())
                            .as(line)
                            .isEmpty();
                    assertThat(names).contains(line);
                    assertThat(agent.complete(line + " ", line.length() + 1))
                            .as(line)
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void ofAgentsTheNamesAreKnown() {
        CommandWords agent = CommandWords.of(List.of("guest-ping", "guest-info"));
        assertThat(agent.complete("guest-p", 7)).extracting(Completion::text).containsExactly("guest-ping");
        assertThat(agent.isEmpty()).isFalse();
        assertThat(CommandWords.NONE.isEmpty()).isTrue();
    }
}
