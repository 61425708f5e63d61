package io.qmp.plugin.machine.object;

/**
 * The objects of one machine, and what they can be.
 *
 * @param types the types
 * @param templates what objects of them consist of
 * @param tree the objects
 */
public record Qom(TypeTable types, Templates templates, QomTree tree) {
    /** {@return the objects of a machine to which nothing was added} */
    public static Qom create() {
        TypeTable types = TypeTable.read();
        Templates templates = Templates.read(types);
        return new Qom(types, templates, new QomTree(templates.board()));
    }

    /** {@return an object that every machine has} */
    public QomObject at(String path) {
        return tree.resolve(path).found().orElseThrow(() -> new IllegalStateException("no " + path));
    }
}
