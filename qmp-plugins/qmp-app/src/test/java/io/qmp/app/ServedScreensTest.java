package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.LivePeer.Kind;
import io.qmp.app.tool.Subcommands;
import io.qmp.client.QmpClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

/** Each subcommand on a terminal, with {@code serve} as machine and guest agent. */
class ServedScreensTest {
    @TempDir(factory = Scenes.Folders.class)
    Path directory;

    static List<String> subcommands() {
        return Subcommands.tools();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "STORAGE")
    void aUserSeesWhatHappens(Kind kind) throws IOException {
        String socket = ",server=on,wait=off";
        try (RunningProgram server = RunningProgram.start(("serve -S -name web"
                        + " -qmp unix:{dir}/vm.sock" + socket + " -qmp unix:{dir}/side.sock" + socket
                        + " --agent unix:{dir}/ga.sock" + socket
                        + " -blockdev null-co,node-name=disk0,read-zeroes=on,size=67108864"
                        + " -blockdev null-co,node-name=copy0,read-zeroes=on,size=67108864 -object iothread,id=thread0"
                        + " -netdev hubport,id=net0,hubid=0 -device virtio-net-pci,netdev=net0,id=nic0"
                        + " -device virtio-blk-pci,drive=disk0,id=vd0")
                .replace("{dir}", directory.toString())
                .split(" "))) {
            server.line(); // of the agent
            server.line(); // of the monitors
            QmpClient side = LivePeer.side(directory);
            new Scenes(
                            directory,
                            "served-" + kind.name().toLowerCase(Locale.ROOT),
                            (command, arguments) ->
                                    side.execute(command, arguments).join())
                    .play(kind, false);
            side.close().join();
        }
    }

    @ParameterizedTest
    @MethodSource("subcommands")
    void aUserIsHelped(String subcommand) throws IOException {
        try (ProgramStage stage = new ProgramStage(directory)) {
            stage.run("qmp help " + subcommand);
            Golden.compare("help/" + subcommand, stage.text());
        }
    }

    @Test
    void aUserIsShownWhatThereIs() throws IOException {
        try (ProgramStage stage = new ProgramStage(directory)) {
            stage.run("qmp help");
            stage.run("qmp exce vm.sock");
            stage.run("qmp --version");
            Golden.compare("help/qmp", Screens.stable(stage.text()));
            assertThat(stage.text()).contains("2 $ qmp --version");
        }
    }
}
