package notes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.contracts.PluginContract;
import io.qmp.testkit.LocalServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotesPluginTest implements PluginContract {
    @Override
    public QmpPlugin plugin() {
        return new NotesPlugin();
    }

    @Test
    void keepsNotes() {
        try (LocalServer server = LocalServer.with(new NotesPlugin())) {
            server.execute(new AddNote("milk"));
            server.execute(new AddNote("bread"));
            server.execute(new RemoveNote("milk"));

            assertEquals(List.of("bread"), server.execute(new QueryNotes()).notes());
            assertEquals(List.of("__org.example_NOTE_ADDED", "__org.example_NOTE_ADDED"), server.eventNames());
        }
    }

    @Test
    void refusesToRemoveWhatIsNotThere() {
        try (LocalServer server = LocalServer.with(new NotesPlugin())) {
            CommandFailedException failure =
                    assertThrows(CommandFailedException.class, () -> server.execute(new RemoveNote("milk")));

            assertEquals("there is no note 'milk'", failure.error().desc());
        }
    }
}
