package io.qmp.app;

import io.qmp.api.error.CommandFailedException;
import io.qmp.app.option.OptionException;
import io.qmp.app.process.Colors;
import io.qmp.app.process.InterruptedBySignalException;
import io.qmp.app.process.OutputException;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import io.qmp.app.serve.Serve;
import io.qmp.app.tool.AdvisedException;
import io.qmp.app.tool.ExitStatus;
import io.qmp.app.tool.SubcommandFaultException;
import io.qmp.app.tool.Subcommands;
import io.qmp.app.tool.Tools;
import java.util.List;

/** The program: chooses what to do, and reports what failed. */
final class Program {
    private final ProcessEnvironment environment;

    Program(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /**
     * {@return the exit status, by the numbers of {@link ExitStatus}}
     *
     * @param arguments the command line
     */
    int run(String... arguments) {
        List<String> words = List.of(arguments);
        boolean serve = !words.isEmpty() && words.get(0).equals(Subcommands.SERVE);
        try {
            if (!serve) {
                return new Tools(environment).run(words);
            }
            // Not by picocli: QEMU's options have another syntax, and loading it would take a fifth of the time until
            // the server listens.
            return Serve.run(words.subList(1, words.size()), environment);
        } catch (OptionException e) {
            print(e.reasons());
            return (serve ? ExitStatus.FAILED : ExitStatus.of(e)).code(); // QEMU's status for a start that failed is 1
        } catch (RuntimeException | InterruptedException e) {
            ExitStatus status = ExitStatus.of(e);
            report(status, e);
            return e instanceof InterruptedBySignalException signal ? signal.status() : status.code();
        }
    }

    private void report(ExitStatus status, Exception failure) {
        if (failure instanceof AdvisedException advised) {
            report(status, advised.failure());
            print(advised);
        } else if (failure instanceof CommandFailedException answer) {
            environment.err().println(colors().failure(answer.error().toString()));
        } else if (status == ExitStatus.FAULT) {
            boolean foreign = failure instanceof SubcommandFaultException;
            environment.err().print("qmp: " + (foreign ? failure.getMessage() : "a fault of this program: "));
            Throwable shown = failure.getCause();
            (foreign && shown != null ? shown : failure).printStackTrace(environment.err());
        } else if (status != ExitStatus.DIFFERENT
                && !(failure instanceof OutputException output && output.isClosedPipe())) {
            print(List.of(String.valueOf(failure.getMessage())));
        }
    }

    /** Prints advice, behind an answer of the peer with the name of the program. */
    private void print(AdvisedException advised) {
        String begin = advised.failure() instanceof CommandFailedException ? "qmp: " : "";
        environment.err().println(begin + advised.advice());
    }

    /** Prints what is wrong; of the lines of each the first says it, and the others what to do. */
    private void print(List<String> reasons) {
        for (String reason : reasons) {
            int end = reason.indexOf('\n');
            String first = end < 0 ? reason : reason.substring(0, end);
            environment.err().println(colors().failure("qmp: " + first) + reason.substring(first.length()));
        }
    }

    private Colors colors() {
        return Colors.of(environment, Terminals.ERROR);
    }
}
