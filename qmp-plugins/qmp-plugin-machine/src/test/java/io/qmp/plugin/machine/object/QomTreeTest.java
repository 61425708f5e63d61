package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpString;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QomTreeTest {
    private final TypeTable types = TypeTable.read(new Recorded(QemuVersion.LATEST), WireCodec.installed());
    private final QomObject root = container();
    private final QomObject left = child(root, "left");
    private final QomObject right = child(root, "right");
    private final QomTree tree = new QomTree(root);

    @Test
    void absolutePathsLeadFromTheRoot() {
        QomObject leaf = child(left, "leaf");

        assertThat(tree.resolve("/").found()).isEqualTo(Optional.of(root));
        assertThat(tree.resolve("/left/leaf").found()).isEqualTo(Optional.of(leaf));
        assertThat(tree.resolve("//left///leaf/").found()).isEqualTo(Optional.of(leaf));
        assertThat(tree.resolve("/leaf").found()).isEqualTo(Optional.empty());
        assertThat(leaf.path()).isEqualTo("/left/leaf");
    }

    @Test
    void partialPathsLeadFromAnywhere() {
        QomObject leaf = child(left, "leaf");

        assertThat(tree.resolve("leaf").found()).isEqualTo(Optional.of(leaf));
        assertThat(tree.resolve("left/leaf").found()).isEqualTo(Optional.of(leaf));
        assertThat(tree.resolve("right/leaf").found()).isEqualTo(Optional.empty());
    }

    @Test
    void partialPathsThatLeadToSeveralPlacesAreAmbiguous() {
        child(left, "leaf");
        child(right, "leaf");

        assertThat(tree.resolve("leaf").isAmbiguous()).isTrue();
        assertThat(tree.resolve("").isAmbiguous()).isTrue();
        assertThat(tree.resolve("leaf").found()).isEqualTo(Optional.empty());
        assertThat(tree.resolve("left/leaf").found().isPresent()).isTrue();
    }

    @Test
    void pathsGoAlongLinks() {
        child(left, "leaf");
        right.add(
                new Property(right, "link", "link<container>", PropertyInfo.Access.ALWAYS, new QmpString(left.path())));

        assertThat(tree.resolve("/right/link/leaf").found().orElseThrow().path())
                .isEqualTo("/left/leaf");
        assertThat(tree.resolve("link").found()).isEqualTo(Optional.of(left));
    }

    @Test
    void whatIsRemovedIsNotFound() {
        child(left, "leaf");
        left.remove();

        assertThat(tree.resolve("leaf").found()).isEqualTo(Optional.empty());
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
