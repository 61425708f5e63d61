package notes;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import java.util.ArrayList;
import java.util.List;

/** Keeps notes. Handlers run on the server's loop, so that the list needs no lock. */
public final class NotesPlugin implements QmpPlugin {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void register(PluginRegistry registry) {
        ServerContext server = registry.server();
        registry.event(NoteAdded.class);
        registry.command(AddNote.class, (add, context) -> {
            notes.add(add.text());
            server.emit(new NoteAdded(add.text(), notes.size()));
            return completedFuture(Nothing.NOTHING);
        });
        registry.command(QueryNotes.class, (query, context) -> completedFuture(new Notes(List.copyOf(notes))));
        registry.command(RemoveNote.class, (remove, context) -> {
            if (!notes.remove(remove.text())) {
                throw CommandFailedException.generic("there is no note '" + remove.text() + "'");
            }
            return completedFuture(Nothing.NOTHING);
        });
    }
}
