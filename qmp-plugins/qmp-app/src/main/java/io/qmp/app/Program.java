package io.qmp.app;

import io.qmp.api.error.QmpException;
import java.util.List;

/** The program: chooses what to do, and tells what was wrong. */
final class Program {
    private static final String SERVE = "serve";

    private final Host host;

    Program(Host host) {
        this.host = host;
    }

    /**
     * {@return the exit status: 0 if all went well, 1 if not}
     *
     * @param arguments the command line
     */
    int run(String... arguments) {
        List<String> words = List.of(arguments);
        try {
            if (words.isEmpty() || !words.get(0).equals(SERVE)) {
                return new Tools(host).run(arguments);
            }
            // Not by picocli: QEMU's options are of another make, and loading it would take a fifth of the time until
            // the server listens.
            return new Serve(ServeOptions.parse(words.subList(1, words.size())), host).run();
        } catch (OptionException e) {
            return failed(e.reasons());
        } catch (QmpException e) {
            return failed(List.of(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            return failed(List.of("interrupted"));
        }
    }

    private int failed(List<String> reasons) {
        reasons.forEach(reason -> host.err().println("qmp: " + reason));
        return 1;
    }
}
