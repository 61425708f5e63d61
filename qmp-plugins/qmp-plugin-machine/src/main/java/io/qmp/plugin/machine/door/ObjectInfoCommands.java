package io.qmp.plugin.machine.door;

import static io.qmp.plugin.machine.door.InfoCommands.info;

import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.machine.query.Replies;
import io.qmp.plugin.machine.query.VirtioQuery;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** The subcommands of {@code info} about the objects of the machine. */
final class ObjectInfoCommands {
    private static final int STEP = 2;

    private final Supplier<Qom> objects;
    private final Replies replies;

    ObjectInfoCommands(Supplier<Qom> objects, Replies replies) {
        this.replies = replies;
        this.objects = objects;
    }

    List<HmpCommand> commands() {
        return List.of(
                info("qtree", "the buses and devices", () -> DeviceTree.describe(objects.get())),
                info("virtio", "the virtio devices", () -> VirtioQuery.describe(objects.get(), replies)),
                info("pci", "the PCI devices", () -> PciText.describe(objects.get())),
                new HmpCommand(InfoCommands.GROUP, "qom-tree", "[path]", "the objects", this::parseTree));
    }

    private HmpCommand.Action parseTree(Cursor arguments) {
        String path = arguments.restIsBlank() ? "/machine" : arguments.word();
        return InfoCommands.printing(() -> {
            List<QomObject> found = objects.get().tree().resolve(path).objects();
            if (found.isEmpty()) {
                return "Path '" + path + "' could not be resolved.\n";
            }
            StringBuilder text = new StringBuilder();
            describe(found.get(0), "/" + found.get(0).name(), 0, text);
            return text.toString();
        });
    }

    private static void describe(QomObject object, String name, int indent, StringBuilder text) {
        text.append(" ".repeat(indent))
                .append(name)
                .append(" (")
                .append(object.type())
                .append(")\n");
        object.children().stream()
                .sorted(Comparator.comparing(QomObject::name))
                .forEach(child -> describe(child, "/" + child.name(), indent + STEP, text));
    }
}
