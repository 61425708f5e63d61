package io.qmp.api.schema;

import static io.qmp.api.schema.Schemas.member;
import static io.qmp.api.schema.Schemas.optional;
import static io.qmp.api.schema.Schemas.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaDiffTest {
    @Test
    void namesAndOrderOfTypesDoNotCount() {
        Schemas one =
                new Schemas().object("1", member("a", "str"), member("b", "2")).object("2");
        Schemas other = new Schemas().object("y").object("x", member("b", "y"), member("a", "str"));

        assertThat(changes(one.command("c", "1", "empty"), other.command("c", "x", "empty")))
                .isEmpty();
    }

    @Test
    void tellsOfCommandsAndEvents() {
        Schemas one = new Schemas()
                .command("old", "empty", "empty")
                .event("OLD", "empty")
                .outOfBand("both");
        Schemas other = new Schemas()
                .command("both", "empty", "str", "deprecated", "fast")
                .command("new", "empty", "empty")
                .event("NEW", "empty");

        assertThat(changes(one, other))
                .containsExactly(
                        "removed command old",
                        "deprecated command both",
                        "changed command both: now fast",
                        "changed command both: may not run out of band",
                        "changed command both: returns str, not object",
                        "added command new",
                        "removed event OLD",
                        "added event NEW");
    }

    @Test
    void tellsOfMembers() {
        Schemas one = new Schemas()
                .object("1", member("a", "str"), member("b", "str"), member("c", "2"), member("d", "str"))
                .object("2", member("x", "int"))
                .command("c", "1", "empty");
        Schemas other = new Schemas()
                .object(
                        "1",
                        optional("a", "str"),
                        member("c", "[2]"),
                        member("d", "str", "deprecated"),
                        member("e", "str"))
                .array("2")
                .object("2", member("x", "int"))
                .command("c", "1", "empty");

        assertThat(changes(one, other))
                .containsExactly(
                        "changed member c:arg/a: optional",
                        "removed member c:arg/b",
                        "changed member c:arg/c: array of object, not object",
                        "deprecated member c:arg/d",
                        "added member c:arg/e");
    }

    @Test
    void tellsOfValuesCasesAndBranches() {
        Schemas one = new Schemas()
                .values("kind", "a", "b", "c")
                .union("u", "kind", List.of(member("kind", "kind"), member("alt", "alt")), variant("a", "empty"))
                .alternate("alt", "str", "null")
                .event("E", "u");
        Schemas other = new Schemas()
                .values("kind", "b", "d", "c")
                .union("u", "kind", List.of(member("kind", "kind"), member("alt", "alt")), variant("d", "empty"))
                .alternate("alt", "str", "int")
                .event("E", "u");

        assertThat(changes(one, other))
                .containsExactly(
                        "removed value E:data/kind=a",
                        "added value E:data/kind=d",
                        "removed alternative E:data/alt/|null",
                        "added alternative E:data/alt/|int",
                        "removed case E:data/=a",
                        "added case E:data/=d");
    }

    @Test
    void tellsOfDeprecatedValues() {
        Schemas one =
                new Schemas().oldValues("e", "v").object("o", member("m", "e")).event("E", "o");
        Schemas other = new Schemas()
                .deprecatedValue("e", "v")
                .object("o", member("m", "e"))
                .event("E", "o");

        assertThat(changes(one, other)).containsExactly("deprecated value E:data/m=v");
    }

    @Test
    void typesMayReferToThemselves() {
        Schemas one = new Schemas().object("o", optional("next", "o")).command("c", "o", "empty");
        Schemas other = new Schemas()
                .object("o", optional("next", "o"), optional("n", "int"))
                .command("c", "o", "empty");

        assertThat(changes(one, other)).containsExactly("added member c:arg/n");
    }

    @Test
    void introspectionsMustBeWhole() {
        Schemas broken = new Schemas().command("c", "nowhere", "empty");

        assertThatThrownBy(() -> changes(broken, broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nowhere'");
    }

    private static List<String> changes(Schemas before, Schemas after) {
        return SchemaDiff.between(before.schema(), after.schema()).stream()
                .map(SchemaChange::toString)
                .toList();
    }
}
