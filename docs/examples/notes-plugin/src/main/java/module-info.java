/** A plugin with three commands. */
module notes {
    requires io.qmp.api;

    exports notes;

    provides io.qmp.api.spi.QmpPlugin with
            notes.NotesPlugin;
}
