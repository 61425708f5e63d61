package io.qmp.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script {@code docs/libvirt/play}, and what a run of it prints. */
record LibvirtScript(int status, List<String> lines) {
    static final Path FILE = SourceTree.ROOT.resolve("docs/libvirt/play");

    /** Runs it to its end, with variables of the environment. */
    static LibvirtScript run(Map<String, String> variables, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", FILE.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new LibvirtScript(process.waitFor(), text.lines().toList());
    }

    /** {@return the line that counts the steps} */
    String last() {
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** {@return whether something that it needs is missing} */
    boolean isSkipped() {
        return lines.stream().anyMatch(line -> line.startsWith("skipped: "));
    }
}
