package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of a command line that cannot be followed: QEMU 10.0's words, but for the name of the program. */
class StartUpErrorsTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                // The short form
                bad("-qmp tcp:localhost", "parse error: tcp:localhost"),
                bad("-qmp tcp:", "parse error: tcp:"),
                bad("-qmp tcp::", "parse error: tcp::"),
                bad("-qmp tcp:localhost:", "parse error: tcp:localhost:"),
                bad("-qmp bogus", "'bogus' is not a valid char driver", "parse error: bogus"),
                bad("-qmp bogus:foo", "'bogus:foo' is not a valid char driver", "parse error: bogus:foo"),
                bad("-qmp stdio,x", "'stdio,x' is not a valid char driver", "parse error: stdio,x"),
                bad("-qmp-pretty bogus", "'bogus' is not a valid char driver", "parse error: bogus"),
                bad("-qmp unix:/a,bogus=1", "Invalid parameter 'bogus'", "parse error: unix:/a,bogus=1"),
                bad("-qmp unix:/a,bogus", "Invalid parameter 'bogus'", "parse error: unix:/a,bogus"),
                bad("-qmp unix:/a,=on", "Invalid parameter ''", "parse error: unix:/a,=on"),
                bad(
                        "-qmp unix:/a,server=maybe",
                        "Parameter 'server' expects 'on' or 'off'",
                        "parse error: unix:/a,server=maybe"),
                bad(
                        "-qmp unix:/a,server=on,wait=maybe",
                        "Parameter 'wait' expects 'on' or 'off'",
                        "parse error: unix:/a,server=on,wait=maybe"),
                bad("-qmp unix:/a,wait=off", "'wait' option is incompatible with socket in client connect mode"),
                bad(
                        "-qmp tcp:localhost:abc,server=on",
                        "address resolution failed for localhost:abc: Servname not supported for ai_socktype"),
                bad("-qmp chardev:nope", "chardev \"nope\" not found"),
                // The long form
                bad("-chardev socket,path=/a", "chardev: no id specified"),
                bad(
                        "-chardev socket,id=1c,path=/a",
                        "Parameter 'id' expects an identifier\n"
                                + "Identifiers consist of letters, digits, '-', '.', '_', starting with a letter."),
                bad("-chardev id=c", "chardev: \"c\" missing backend"),
                bad("-chardev bogus,id=c", "'bogus' is not a valid char driver name"),
                bad("-chardev socket,id=c,path=/a,bogus=1", "Invalid parameter 'bogus'"),
                bad("-chardev stdio,id=c,bogus=1", "Invalid parameter 'bogus'"),
                bad("-chardev socket,id=c,path=/a,server=x", "Parameter 'server' expects 'on' or 'off'"),
                bad("-chardev socket,id=c,host=localhost", "chardev: socket: no port given"),
                bad("-chardev pipe,id=c", "chardev: pipe: no device path given"),
                bad("-qmp pipe:/nonexistent/p", "Could not open '/nonexistent/p': No such file or directory"),
                bad("-qmp pipe:/nonexistent/p,a=b", "Could not open '/nonexistent/p,a=b': No such file or directory"),
                bad("-qmp pipe:", "Could not open '': No such file or directory"),
                bad("-qmp pipe:/", "Could not open '/': Is a directory"),
                bad(
                        "-chardev socket,id=c,path=/a,host=localhost,port=3",
                        "None or one of 'path', 'fd' or 'host' option required."),
                bad(
                        "-chardev socket,id=c,path=/a,wait=off",
                        "'wait' option is incompatible with socket in client connect mode"),
                bad("-mon c,mode=control", "chardev \"c\" not found"),
                bad("-mon chardev=nope,mode=control", "chardev \"nope\" not found"),
                bad("-mon ,mode=control", "chardev \"\" not found"),
                bad("-mon mode=control", "Parameter 'chardev' is missing"),
                bad("-mon c,mode=bogus", "Parameter 'mode' does not accept value 'bogus'"),
                bad("-mon c,mode=control,pretty=bogus", "Parameter 'pretty' expects 'on' or 'off'"),
                bad("-mon c,mode=control,bogus=1", "Invalid parameter 'bogus'"),
                bad("-mon c,pretty=on", "'pretty' is not compatible with HMP monitors"),
                bad("-mon c,mode=readline,pretty=on", "'pretty' is not compatible with HMP monitors"),
                // Descriptors
                bad("-add-fd set=1", "fd option is required and must be non-negative"),
                bad("-add-fd fd=2,set=1", "fd cannot be a standard I/O stream"),
                bad("-add-fd fd=x,set=1", "Parameter 'fd' expects a number"),
                bad("-add-fd fd=999999,set=1", "fd is not valid or already in use"),
                bad("-add-fd fd=3,bogus=1", "Invalid parameter 'bogus'"),
                // The guest
                bad("-qtest bogus", "'bogus' is not a valid char driver", "parse error: bogus"),
                bad("-qtest unix:/a,server=on", "only a socket will do here, with wait=off if it has server=on"),
                bad("-qtest stdio", "only a socket will do here, with wait=off if it has server=on"),
                bad(
                        "-qtest unix:/nonexistent/a,server=on,wait=off",
                        "Failed to bind socket to /nonexistent/a: No such file or directory"),
                // Policy
                bad("-compat bogus=1", "Parameter 'bogus' is unexpected"),
                bad("-compat deprecated-input", "Expected '=' after parameter 'deprecated-input'"),
                bad("-compat deprecated-input=bogus", "Parameter 'deprecated-input' does not accept value 'bogus'"),
                bad("-compat deprecated-output=reject", "Parameter 'deprecated-output' does not accept value 'reject'"),
                bad("-compat unstable-input=hide", "Parameter 'unstable-input' does not accept value 'hide'"),
                bad("-compat unstable-output=no", "Parameter 'unstable-output' does not accept value 'no'"),
                // Opening
                bad(
                        "-qmp unix:/nonexistent/a,server=on,wait=off",
                        "Failed to bind socket to /nonexistent/a: No such file or directory"),
                bad("-qmp unix:/nonexistent/a", "Failed to connect to '/nonexistent/a': No such file or directory"),
                bad("-qmp tcp:localhost:1", "Failed to connect to 'localhost:1': Connection refused"),
                bad(
                        "-qmp tcp:a.invalid:5,server=on,wait=off",
                        "address resolution failed for a.invalid:5: Name or service not known"));
    }

    private static Arguments bad(String option, String... reasons) {
        return arguments(option, List.of(reasons));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void namesTheOptionAndTheReason(String option, List<String> reasons) {
        try (RunningProgram program = RunningProgram.start(("serve " + option).split(" "))) {
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.standardOutput()).isEmpty();
            String expected = reasons.stream()
                    .map(reason -> "qmp: " + option + ": " + reason + "\n")
                    .reduce("", String::concat);
            assertThat(errors(program)).startsWith(expected.stripTrailing());
        }
    }

    /** {@return what is on standard error, without the warning of an option that will go} */
    private static String errors(RunningProgram program) {
        return program.standardError()
                .lines()
                .filter(line -> !line.contains("warning: '-mon' is deprecated"))
                .collect(Collectors.joining("\n"));
    }

    static Stream<Arguments> pairs() {
        return Stream.of(
                bad("-chardev stdio,id=c -chardev stdio,id=c", "-chardev stdio,id=c: Duplicate ID 'c' for chardev"),
                bad(
                        "-chardev stdio,id=c -mon c,mode=control -mon chardev=c,mode=control",
                        "-mon chardev=c,mode=control: chardev 'c' is already in use"),
                bad("-qmp stdio -qmp stdio", "-qmp stdio: cannot use stdio by multiple character devices"),
                bad("-qmp", "-qmp: requires an argument"),
                bad("--qmp tcp:localhost", "-qmp tcp:localhost: parse error: tcp:localhost"),
                bad("-foo bar", "-foo: invalid option"),
                bad("-S -foo", "-foo: invalid option"),
                bad("-name", "-name: requires an argument"),
                bad("-device nothing", "-device nothing: 'nothing' is not a valid device model name"),
                bad("-monitor stdio", "-monitor stdio: There is no human monitor here"),
                bad(
                        "--behave-as 10",
                        "--behave-as 10: expected one of 7.2, 10.0, 11.1 or a version such as 10.0.0, got '10'"),
                bad("--schema-names none", "--schema-names none: expected masked or java, got 'none'"),
                bad("--max-token-bytes 0", "--max-token-bytes 0: expected a number from 1 to 2147483647, got '0'"),
                bad("--output-limit x,drop-events", "--output-limit x,drop-events: expected a number from 1 to"),
                bad(
                        "--without-plugin nope",
                        "there is no plugin nope, but io.qmp.plugin.core.CorePlugin,"
                                + " io.qmp.plugin.machine.MachinePlugin"),
                bad("--plugins /nonexistent", "the plugin directory /nonexistent cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void saysWhatIsWrong(String options, List<String> reasons) {
        try (RunningProgram program = RunningProgram.start(("serve " + options).split(" "))) {
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.standardOutput()).isEmpty();
            assertThat(errors(program)).startsWith("qmp: " + reasons.get(0));
        }
    }
}
