package notes;

import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;

/**
 * A note was added.
 *
 * @param text what it says
 * @param count how many notes there are now
 */
@EventName("__org.example_NOTE_ADDED")
public record NoteAdded(String text, long count) implements EventData {}
