package io.qmp.app.tool;

import io.qmp.app.option.OptionException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.program.ToolLine;
import io.qmp.program.spi.ProgramContext;
import io.qmp.program.spi.Subcommand;
import java.util.Optional;

/** A subcommand of the program itself, which uses more of the program than it lends to others. */
interface Tool extends Subcommand {
    /**
     * Does it.
     *
     * @param line its part of the command line
     * @param environment what it has from outside
     * @throws OptionException if the command line asks for what cannot be done; other failures are those of
     *     {@link ExitStatus#of}
     * @throws InterruptedException if the thread is interrupted
     */
    void run(ToolLine line, ProcessEnvironment environment) throws InterruptedException;

    /** {@return the word of the command line that names the peer, for advice; empty if there is none} */
    default Optional<String> peer(ToolLine line) {
        return Optional.of(line.parameter(0)).filter(word -> !word.isEmpty());
    }

    @Override
    default int run(ToolLine line, ProgramContext context) throws InterruptedException {
        run(line, ((LentContext) context).environment());
        return ExitStatus.OK.code();
    }
}
