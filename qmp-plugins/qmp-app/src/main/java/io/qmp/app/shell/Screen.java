package io.qmp.app.shell;

/** The output of the shell. Used by several threads. */
public interface Screen {
    /** Shows the result of a line. */
    void result(String text);

    /** Shows what is not a result: problems, errors, advice. */
    void note(String text);

    /** Shows what happens by itself, above what is being typed. */
    void above(String text);
}
