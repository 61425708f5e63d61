package io.qmp.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.app.option.OptionException;
import io.qmp.plugin.qemu.type.ChardevBackendFile;
import io.qmp.plugin.qemu.type.ChardevBackendRingbuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Character devices of the command line that the machine has. The texts are those of QEMU 7.2. */
class BackendParserTest {
    private static Chardev parse(String text) {
        return ChardevParser.chardev(ChardevParser.parse(text));
    }

    private static Object backend(String text) {
        return ((Chardev.Backend) parse(text)).backend();
    }

    @Test
    void keysAreThoseOfTheCommand() {
        assertThat(backend("file,id=f,path=/x,append=on,input-path=/y"))
                .isInstanceOfSatisfying(ChardevBackendFile.class, file -> {
                    assertThat(file.data().out()).isEqualTo("/x");
                    assertThat(file.data().in()).isEqualTo("/y");
                    assertThat(file.data().append()).isTrue();
                });
    }

    @ParameterizedTest
    @CsvSource({"16, 16", "16B, 16", "16b, 16", "4k, 4096", "2M, 2097152"})
    void sizesHaveSuffixes(String text, long size) {
        assertThat(backend("ringbuf,id=r,size=" + text))
                .isInstanceOfSatisfying(
                        ChardevBackendRingbuf.class,
                        ring -> assertThat(ring.data().size()).isEqualTo(size));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ringbuf,id=r",
                "memory,id=m",
                "udp,id=u,port=9",
                "vc,id=v,width=80",
                "serial,id=s,path=/x",
                "parallel,id=p,path=/x",
                "testdev,id=t",
                "msmouse,id=m",
                "wctablet,id=w"
            })
    void theMachineHasTheseKinds(String text) {
        assertThat(parse(text)).isInstanceOf(Chardev.Backend.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file,id=f | chardev: file: no filename given",
                "ringbuf,id=r,size=x | Parameter 'size' expects a non-negative number below 2^64",
                "udp,id=u | chardev: udp: remote port not specified",
                "vc,id=v,width=x | Parameter 'width' expects a number",
                "serial,id=s | chardev: serial/tty: no device path given",
                "parallel,id=p | chardev: parallel: no device path given",
                "hub,id=h | 'hub' is not a valid char driver name",
                "console,id=c | 'console' is not a valid char driver name",
            })
    void failuresHaveQemusTexts(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(message);
    }

    @Test
    void streamsTakeTheKeysOfOthers() {
        assertThat(parse("stdio,id=s,signal=off,mux=on")).isInstanceOf(Chardev.Stdio.class);
    }
}
