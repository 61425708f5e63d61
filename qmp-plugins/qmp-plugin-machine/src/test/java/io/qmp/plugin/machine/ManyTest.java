package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The answer to a request grows with what there is, not with its square, and comes however much there is. */
class ManyTest {
    private static final int MANY = 3_000;
    private static final String DONE = "{\"return\": {}}";

    @Test
    void chainOfNodesIsDescribedInAnAnswerOfLinearSize() {
        long half = sizes(MANY / 2, "raw", "query-named-block-nodes", "");
        long whole = sizes(MANY, "raw", "query-named-block-nodes", "");
        assertThat(whole < half * 21 / 10)
                .as(half + " characters, then " + whole)
                .isTrue();
    }

    @Test
    void imagesBelowFiltersAreDescribedInAnAnswerOfLinearSize() {
        long half = sizes(200, "copy-on-read", "query-named-block-nodes", "");
        long whole = sizes(400, "copy-on-read", "query-named-block-nodes", "");
        assertThat(whole < half * 3).as(half + " characters, then " + whole).isTrue();
    }

    @Test
    void statisticsOfAChainAreOfLinearSize() {
        long half = sizes(MANY / 2, "copy-on-read", "query-blockstats", "\"query-nodes\": true");
        long whole = sizes(MANY, "copy-on-read", "query-blockstats", "\"query-nodes\": true");
        assertThat(whole < half * 21 / 10)
                .as(half + " characters, then " + whole)
                .isTrue();
    }

    /** QEMU describes each node below a filter twice, so that the size of its answer doubles with each filter. */
    @Test
    void statisticsOfADiskDoNotDoubleWithEachFilter() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "pcie-root-port,id=rp0")) {
            chain(machine, 60, "copy-on-read");
            assertThat(machine.tell(command(
                            "device_add", "\"driver\": \"virtio-blk-pci\", \"bus\": \"rp0\", \"drive\": \"n60\"")))
                    .isEqualTo(List.of(DONE));
            assertThat(machine.tell(command("query-blockstats", "")).get(0).length() < 1 << 20)
                    .isTrue();
        }
    }

    @Test
    void nameThatIsTooLongIsCutOffAsQemuDoes() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            chain(machine, 400, "raw");
            String answer = machine.tell(command("query-named-block-nodes", "\"flat\": true"))
                    .get(0);
            String first =
                    answer.substring(answer.indexOf("\"file\": \"json:") + 9).replace("\\\"", "'");
            String name = first.substring(0, first.indexOf('"'));
            assertThat(name.length()).isEqualTo(4095);
            assertThat(name.startsWith("json:{'driver': 'raw', 'file': {'driver': 'raw', "))
                    .as(name)
                    .isTrue();
            assertThat(name.endsWith("...")).as(name).isTrue();
        }
    }

    /** QEMU has no plain name for a chain whose name would be too long. */
    @Test
    void limitsAndNamesGoUpALongChain() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "pcie-root-port,id=rp0")) {
            chain(machine, 15_000, "blkdebug");
            machine.tell(
                    command("device_add", "\"driver\": \"virtio-blk-pci\", \"bus\": \"rp0\", \"drive\": \"n15000\""));
            String blocks = machine.tell(command("query-block", "")).get(0);
            assertThat(blocks.contains("\"filename\": \"json:{")).isTrue();
        }
    }

    @Test
    void chainComesApartFromTheTop() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            chain(machine, MANY, "raw");
            assertThat(machine.tell(command("blockdev-del", "\"node-name\": \"n0\"")))
                    .isEqualTo(List.of(
                            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"Block device n0 is in use\"}}"));
            for (int i = MANY; i >= 0; i--) {
                assertThat(machine.tell(command("blockdev-del", "\"node-name\": \"n" + i + "\"")))
                        .isEqualTo(List.of(DONE));
            }
            assertThat(machine.tell(command("query-named-block-nodes", ""))).isEqualTo(List.of("{\"return\": []}"));
        }
    }

    @Test
    void writesGoDownALongChain() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "pcie-root-port,id=rp0")) {
            chain(machine, MANY, "raw");
            String top = "n" + MANY;
            machine.tell(command("block-dirty-bitmap-add", "\"node\": \"n0\", \"name\": \"b\""));
            String hash = command("x-debug-block-dirty-bitmap-sha256", "\"node\": \"n0\", \"name\": \"b\"");
            List<String> clean = machine.tell(hash);
            machine.tell(command(
                    "device_add", "\"driver\": \"virtio-blk-pci\", \"bus\": \"rp0\", \"drive\": \"" + top + "\""));
            assertThat(machine.tell(command(
                            "__io.qmp_guest-write", "\"node-name\": \"" + top + "\", \"offset\": 512, \"bytes\": 512")))
                    .isEqualTo(List.of(DONE));
            assertThat(machine.tell(hash)).isNotEqualTo(clean);
        }
    }

    @Test
    void nodesNestedAsDeepAsJsonAllowsAreOpenedAndClosed() {
        int deep = 500;
        try (MachineUnderTest machine = new MachineUnderTest()) {
            String inline =
                    "{\"driver\": \"raw\", \"file\": ".repeat(deep) + "{\"driver\": \"null-co\"}" + "}".repeat(deep);
            assertThat(machine.tell(command(
                            "blockdev-add", "\"driver\": \"raw\", \"node-name\": \"top\", \"file\": " + inline)))
                    .isEqualTo(List.of(DONE));
            assertThat(machine.tell(command("blockdev-del", "\"node-name\": \"top\"")))
                    .isEqualTo(List.of(DONE));
            assertThat(machine.tell(command("query-named-block-nodes", ""))).isEqualTo(List.of("{\"return\": []}"));
        }
    }

    @Test
    void chainIsTurnedRoundByOneReopening() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            chain(machine, MANY, "raw");
            String options = IntStream.rangeClosed(1, MANY)
                    .map(i -> MANY + 1 - i)
                    .mapToObj(i -> "{\"driver\": \"raw\", \"node-name\": \"n" + i + "\", \"file\": \"n0\"}")
                    .collect(Collectors.joining(", "));
            assertThat(machine.tell(command("blockdev-reopen", "\"options\": [" + options + "]")))
                    .isEqualTo(List.of(DONE));
            assertThat(machine.tell(command("blockdev-del", "\"node-name\": \"n1\"")))
                    .isEqualTo(List.of(DONE));
        }
    }

    @Test
    void reopeningThatConcernsTooManyNodesFailsAndChangesNothing() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            chain(machine, MANY, "raw");
            String graph = command("x-debug-query-block-graph", "");
            List<String> before = machine.tell(graph);
            String options = IntStream.range(0, 2_000)
                    .mapToObj(i -> "{\"driver\": \"raw\", \"node-name\": \"n1\", \"file\": \"n0\"}")
                    .collect(Collectors.joining(", "));
            assertThat(machine.tell(command("blockdev-reopen", "\"options\": [" + options + "]")))
                    .isEqualTo(List.of("{\"error\": {\"class\": \"GenericError\", \"desc\": "
                            + "\"Too many block nodes are concerned by one change\"}}"));
            assertThat(machine.tell(graph).equals(before)).isTrue();
        }
    }

    @Test
    void manyDevicesBehindOneControllerGoWithIt() {
        int many = 2_000;
        try (MachineUnderTest machine = new MachineUnderTest(
                "-device", "pcie-root-port,id=rp0", "-device", "virtio-serial-pci,bus=rp0,id=vs,max_ports=2047")) {
            for (int i = 0; i < many; i++) {
                assertThat(machine.tell(
                                command("device_add", "\"driver\": \"virtserialport\", \"id\": \"p" + i + "\"")))
                        .isEqualTo(List.of(DONE));
            }
            assertThat(machine.tell(command("device_del", "\"id\": \"vs\""))).isEqualTo(List.of(DONE));
            List<String> heard = machine.tell("{\"execute\": \"system_reset\"}");
            assertThat(heard.stream()
                            .filter(line -> line.contains("\"device\": \"p"))
                            .count())
                    .isEqualTo(many);
            assertThat(heard.get(heard.size() - 1).contains("\"device\": \"vs\""))
                    .as(heard.get(heard.size() - 1))
                    .isTrue();
        }
    }

    @Test
    void deviceTreeOfManyIsOfLinearSize() {
        long half = deviceTree(500);
        long whole = deviceTree(1_000);
        assertThat(whole < half * 21 / 10)
                .as(half + " characters, then " + whole)
                .isTrue();
    }

    private static long deviceTree(int ports) {
        try (MachineUnderTest machine = new MachineUnderTest(
                "-device", "pcie-root-port,id=rp0", "-device", "virtio-serial-pci,bus=rp0,id=vs,max_ports=2047")) {
            for (int i = 0; i < ports; i++) {
                machine.tell(command("device_add", "\"driver\": \"virtserialport\", \"id\": \"p" + i + "\""));
            }
            return machine.line("info qtree").get(0).length();
        }
    }

    @Test
    void transactionHasAsManyActionsAsAreAskedFor() {
        int actions = 10_000;
        try (MachineUnderTest machine = new MachineUnderTest("-blockdev", "driver=null-co,node-name=n")) {
            String add =
                    IntStream.range(0, actions).mapToObj(i -> action("add", i)).collect(Collectors.joining(", "));
            assertThat(machine.tell(command("transaction", "\"actions\": [" + add + "]")))
                    .isEqualTo(List.of(DONE));
            String clear = IntStream.range(0, actions)
                    .mapToObj(i -> action("clear", i))
                    .collect(Collectors.joining(", "));
            assertThat(machine.tell(command(
                            "transaction", "\"actions\": [" + clear + ", {\"type\": \"abort\", \"data\": {}}]")))
                    .isEqualTo(
                            List.of(
                                    "{\"error\": {\"class\": \"GenericError\", \"desc\": \"Transaction aborted using Abort action\"}}"));
            String nodes = machine.tell(command("query-named-block-nodes", "")).get(0);
            assertThat(nodes.split("\"granularity\"", -1).length - 1).isEqualTo(actions);
        }
    }

    @Test
    void treeOfObjectsMayBeWide() {
        int objects = 10_000;
        try (MachineUnderTest machine = new MachineUnderTest()) {
            for (int i = 0; i < objects; i++) {
                machine.tell(command("object-add", "\"qom-type\": \"can-bus\", \"id\": \"o" + i + "\""));
            }
            String listed =
                    machine.tell(command("qom-list", "\"path\": \"/objects\"")).get(0);
            assertThat(listed.split("child<can-bus>", -1).length - 1).isEqualTo(objects);
            assertThat(machine.tell(command("qom-get", "\"path\": \"o" + (objects - 1) + "\", \"property\": \"type\"")))
                    .isEqualTo(List.of("{\"return\": \"can-bus\"}"));
        }
    }

    @Test
    void linesOfTheHumanMonitorMayBeLong() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            String word = "x".repeat(1 << 20);
            assertThat(machine.line(word).get(0).startsWith("{\"return\": \"unknown command: 'xxx"))
                    .isTrue();
            assertThat(machine.line("sum 0 " + "0+".repeat(1 << 19) + "0")).isEmpty();
            assertThat(machine.pass(Duration.ofSeconds(1))).isEqualTo(List.of("{\"return\": \"00000\\r\\n\"}"));
            assertThat(machine.line("sum 0 " + "(".repeat(1 << 20)).get(0).contains("nested too deeply"))
                    .isTrue();
        }
    }

    @Test
    void anyNumberOfKeysIsSent() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            String keys =
                    "{\"type\": \"qcode\", \"data\": \"a\"}, ".repeat(200_000) + "{\"type\": \"number\", \"data\": 1}";
            assertThat(machine.tell(command("send-key", "\"keys\": [" + keys + "]")))
                    .isEqualTo(List.of(DONE));
        }
    }

    private static long sizes(int nodes, String driver, String query, String arguments) {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            chain(machine, nodes, driver);
            return machine.tell(command(query, arguments)).get(0).length();
        }
    }

    /** Node n0 stores nothing, and each of the others shows the one before it. */
    private static void chain(MachineUnderTest machine, int nodes, String driver) {
        String edge = driver.equals("blkdebug") ? "image" : "file";
        assertThat(machine.tell(command("blockdev-add", "\"driver\": \"null-co\", \"node-name\": \"n0\"")))
                .isEqualTo(List.of(DONE));
        for (int i = 1; i <= nodes; i++) {
            String add = command(
                    "blockdev-add",
                    "\"driver\": \"" + driver + "\", \"node-name\": \"n" + i + "\", \"" + edge + "\": \"n" + (i - 1)
                            + "\"");
            assertThat(machine.tell(add)).isEqualTo(List.of(DONE));
        }
    }

    private static String action(String what, int number) {
        return "{\"type\": \"block-dirty-bitmap-" + what + "\", \"data\": {\"node\": \"n\", \"name\": \"b" + number
                + "\"}}";
    }

    private static String command(String name, String arguments) {
        return "{\"execute\": \"" + name + "\", \"arguments\": {" + arguments + "}}";
    }
}
