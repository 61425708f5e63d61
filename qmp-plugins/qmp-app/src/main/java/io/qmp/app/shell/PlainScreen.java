package io.qmp.app.shell;

import io.qmp.app.process.Output;
import java.io.PrintStream;

/** Standard output for results, standard error for everything else. */
public record PlainScreen(Output out, PrintStream err) implements Screen {
    @Override
    public void result(String text) {
        out.println(text);
    }

    @Override
    public void note(String text) {
        err.println("qmp: " + text);
    }

    @Override
    public void above(String text) {
        err.println(text);
    }
}
