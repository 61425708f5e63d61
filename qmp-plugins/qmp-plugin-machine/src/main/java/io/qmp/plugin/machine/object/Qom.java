package io.qmp.plugin.machine.object;

import io.qmp.api.wire.WireCodec;

/**
 * The object model: the objects of one machine, their types, and templates of new ones.
 *
 * @param types the types
 * @param templates the initial parts of objects of each type
 * @param tree the objects
 */
public record Qom(TypeTable types, Templates templates, QomTree tree) {
    /**
     * {@return the object model of a machine without further devices}
     *
     * @param codec reads recorded values
     */
    public static Qom create(Recorded recorded, Board board, WireCodec codec) {
        TypeTable types = TypeTable.read(recorded, codec);
        Templates templates = Templates.read(types, recorded, codec);
        return new Qom(types, templates, new QomTree(templates.board(board)));
    }

    /** {@return an object that every machine has} */
    public QomObject at(String path) {
        return tree.resolve(path).found().orElseThrow(() -> new IllegalStateException("no " + path));
    }
}
