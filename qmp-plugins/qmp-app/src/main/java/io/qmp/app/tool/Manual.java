package io.qmp.app.tool;

import io.qmp.app.serve.Serve;
import io.qmp.program.Syntax;
import io.qmp.program.text.ManualPage;
import io.qmp.server.ServerOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pages of the manual. */
public final class Manual {
    /** What the program does, in one line. */
    static final String ABOUT = "Speaks QMP, the protocol by which QEMU is controlled.";

    private Manual() {}

    /** {@return the pages of the program and of the subcommands that come with it, by the names of their files} */
    public static Map<String, String> pages() {
        String version = ServerOptions.DEFAULT.version().packageName();
        Map<String, Syntax> commands = new LinkedHashMap<>();
        commands.put(Subcommands.SERVE, ServeSyntax.syntax());
        Subcommands.own().forEach(command -> commands.put(command.name(), command.syntax()));
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("qmp.1", ManualPage.ofProgram(version, ABOUT, commands));
        commands.forEach((name, syntax) -> pages.put(
                "qmp-" + name + ".1",
                name.equals(Subcommands.SERVE)
                        ? ManualPage.ofText(
                                version,
                                name,
                                ServeSyntax.HEADER,
                                Serve.helpText().lines().toList())
                        : ManualPage.of(version, name, syntax, ExitStatus.help())));
        return pages;
    }
}
