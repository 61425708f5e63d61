package io.qmp.plugin.machine.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.value.QmpString;
import io.qmp.api.wire.WireCodec;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QomTreeTest {
    private final TypeTable types = TypeTable.read(WireCodec.installed());
    private final QomObject root = container();
    private final QomObject left = child(root, "left");
    private final QomObject right = child(root, "right");
    private final QomTree tree = new QomTree(root);

    @Test
    void absolutePathsLeadFromTheRoot() {
        QomObject leaf = child(left, "leaf");

        assertEquals(Optional.of(root), tree.resolve("/").found());
        assertEquals(Optional.of(leaf), tree.resolve("/left/leaf").found());
        assertEquals(Optional.of(leaf), tree.resolve("//left///leaf/").found());
        assertEquals(Optional.empty(), tree.resolve("/leaf").found());
        assertEquals("/left/leaf", leaf.path());
    }

    @Test
    void partialPathsLeadFromAnywhere() {
        QomObject leaf = child(left, "leaf");

        assertEquals(Optional.of(leaf), tree.resolve("leaf").found());
        assertEquals(Optional.of(leaf), tree.resolve("left/leaf").found());
        assertEquals(Optional.empty(), tree.resolve("right/leaf").found());
    }

    @Test
    void partialPathsThatLeadToSeveralPlacesAreAmbiguous() {
        child(left, "leaf");
        child(right, "leaf");

        assertTrue(tree.resolve("leaf").isAmbiguous());
        assertTrue(tree.resolve("").isAmbiguous());
        assertEquals(Optional.empty(), tree.resolve("leaf").found());
        assertTrue(tree.resolve("left/leaf").found().isPresent());
    }

    @Test
    void pathsGoAlongLinks() {
        child(left, "leaf");
        right.add(
                new Property(right, "link", "link<container>", PropertyInfo.Access.ALWAYS, new QmpString(left.path())));

        assertEquals(
                "/left/leaf",
                tree.resolve("/right/link/leaf").found().orElseThrow().path());
        assertEquals(Optional.of(left), tree.resolve("link").found());
    }

    @Test
    void whatIsRemovedIsNotFound() {
        child(left, "leaf");
        left.remove();

        assertEquals(Optional.empty(), tree.resolve("leaf").found());
    }

    private QomObject container() {
        return new QomObject(types.find("container").orElseThrow());
    }

    private QomObject child(QomObject parent, String name) {
        QomObject child = container();
        child.belongTo(parent, name);
        child.attach();
        return child;
    }
}
