package io.qmp.app.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserFoldersTest {
    /** {@code ACCOUNT} stands for the home of the account. */
    @ParameterizedTest
    @CsvSource({
        "/x,        /home/me, /x/qmp",
        "'',        /home/me, /home/me/.cache/qmp",
        "relative,  /home/me, /home/me/.cache/qmp",
        "'',        '',       ACCOUNT/.cache/qmp",
        "'',        relative, ACCOUNT/.cache/qmp",
    })
    void aVariableGoesFirstThenWhatIsSaidToBeTheHome(String variable, String home, String folder) {
        Map<String, String> variables = Map.of("XDG_CACHE_HOME", variable, "HOME", home);

        assertThat(UserFolders.find(variables::get, "XDG_CACHE_HOME", ".cache"))
                .contains(Path.of(folder.replace("ACCOUNT", System.getProperty("user.home"))));
    }
}
