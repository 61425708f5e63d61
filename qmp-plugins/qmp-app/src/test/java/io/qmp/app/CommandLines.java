package io.qmp.app;

/** A program that runs command lines of {@code qmp} one after the other, and prints what each says. */
final class CommandLines {
    private CommandLines() {}

    /** Runs each argument. */
    public static void main(String... lines) {
        for (String line : lines) {
            try (RunningProgram program = RunningProgram.start(line.split(" "))) {
                int status = program.status();
                System.out.print("$ qmp " + line + "\n" + program.standardOutput() + program.standardError() + "-> "
                        + status + "\n\n");
            }
        }
        System.exit(0); // what has gone wrong may have left threads
    }
}
