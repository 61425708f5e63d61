package io.qmp.plugin.machine.object;

import io.qmp.api.wire.WireCodec;

/**
 * The objects of one machine, and what they can be.
 *
 * @param types the types
 * @param templates what objects of them consist of
 * @param tree the objects
 */
public record Qom(TypeTable types, Templates templates, QomTree tree) {
    /**
     * {@return the objects of a machine to which nothing was added}
     *
     * @param codec reads recorded values
     */
    public static Qom create(WireCodec codec) {
        TypeTable types = TypeTable.read(codec);
        Templates templates = Templates.read(types, codec);
        return new Qom(types, templates, new QomTree(templates.board()));
    }

    /** {@return an object that every machine has} */
    public QomObject at(String path) {
        return tree.resolve(path).found().orElseThrow(() -> new IllegalStateException("no " + path));
    }
}
