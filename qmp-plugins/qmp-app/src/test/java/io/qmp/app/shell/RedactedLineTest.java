package io.qmp.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.codec.JsonWireCodec;
import io.qmp.shell.ShellSyntax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "object-add qom-type=secret id=s data=hunter2",
                "object-add qom-type=secret id=s data=hunter2 extra",
                "object-add {'qom-type': 'secret', 'id': 's', 'data': 'hunter2'}",
                "set_password protocol=vnc password=hunter2",
                "set_password protocol=vnc password=\"hunter2",
                "set_password protocol=nope password=hunter2",
                "change-vnc-password password=hunter2",
                "blockdev-add driver=ssh node-name=n path=/x user=u password=hunter2",
                "blockdev-add driver=luks node-name=n key-secret=s file={'driver': 'ftp', 'password': 'hunter2'}",
                "blockdev-add file={'password': 'hunter2'",
                "human-monitor-command command-line='set_password vnc hunter2'",
                "transaction( blockdev-add password=hunter2 )",
                "transaction( x password=hunter2",
                "guest-set-user-password username=root password=hunter2 crypted=false",
                "exec-oob set_password protocol=vnc password=hunter2",
                "  set_password   protocol=vnc   password=hunter2",
                "qom-set path=/objects/s property=data value=hunter2",
                "set_passwrd protocol=vnc password=hunter2",
                "set_password protocol=vnc password = hunter2",
                "explain set_password password=hunter2"
            })
    void secretsAreNotKept(String line) {
        assertThat(RedactedLine.of(line, ShellSyntax.commands(new JsonWireCodec())))
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"query-status", "blockdev-add driver=raw node-name=a file=b", "set_password", "transaction( x"})
    void othersAreKeptAsTheyWereTyped(String line) {
        assertThat(RedactedLine.of(line, ShellSyntax.commands(new JsonWireCodec())))
                .isEqualTo(line);
    }
}
