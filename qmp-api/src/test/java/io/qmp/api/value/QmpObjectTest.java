package io.qmp.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class QmpObjectTest {
    @Test
    void keepsTheOrderInWhichMembersWereAdded() {
        QmpObject object = QmpObject.builder()
                .put("z", QmpValue.of(1))
                .put("a", QmpValue.of(2))
                .put("m", QmpValue.of(3))
                .build();

        assertThat(List.copyOf(object.members().keySet())).isEqualTo(List.of("z", "a", "m"));
    }

    @Test
    void findsEachOfManyMembersAndNoOther() {
        QmpObject.Builder builder = QmpObject.builder();
        for (int i = 0; i < 1000; i++) {
            builder.put("member-" + i, QmpValue.of(i));
        }
        QmpObject object = builder.build();

        for (int i = 0; i < 1000; i++) {
            assertThat(object.get("member-" + i)).isEqualTo(QmpValue.of(i));
        }
        assertThat(object.get("member-1000")).isNull();
        assertThat(object.members().size()).isEqualTo(1000);
    }

    @Test
    void refusesANameThatIsThereAlready() {
        for (int others : new int[] {0, 3, 8, 9, 100}) {
            QmpObject.Builder builder = QmpObject.builder().put("name", QmpNull.NULL);
            for (int i = 0; i < others; i++) {
                builder.put("other" + i, QmpNull.NULL);
            }

            assertThat(builder.add("name", QmpBoolean.TRUE)).isFalse();
            assertThatThrownBy(() -> builder.put("name", QmpBoolean.TRUE)).isInstanceOf(IllegalArgumentException.class);
            assertThat(builder.build().get("name")).isEqualTo(QmpNull.NULL);
        }
    }

    @Test
    void findsNamesOfEqualHash() {
        // "Aa" and "BB" have the same hash code, and so have all words made of them
        QmpObject.Builder builder = QmpObject.builder();
        for (int i = 0; i < 64; i++) {
            builder.put(word(i), QmpValue.of(i));
        }
        QmpObject object = builder.build();

        for (int i = 0; i < 64; i++) {
            assertThat(object.get(word(i))).isEqualTo(QmpValue.of(i));
        }
    }

    private static String word(int bits) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            word.append((bits >> i & 1) == 0 ? "Aa" : "BB");
        }
        return word.toString();
    }

    @Test
    void equalsAnObjectWithTheSameMembersInAnotherOrder() {
        QmpObject one = QmpObject.of("a", QmpValue.of(1), "b", QmpValue.of("x"));
        QmpObject other = QmpObject.of("b", QmpValue.of("x"), "a", QmpValue.of(1));

        assertThat(other).isEqualTo(one);
        assertThat(other.hashCode()).isEqualTo(one.hashCode());
        assertThat(QmpObject.of("a", QmpValue.of(1))).isNotEqualTo(one);
    }

    @Test
    void isNotChangedByItsBuilderOrItsMap() {
        QmpObject.Builder builder = QmpObject.builder().put("a", QmpValue.of(1));
        QmpObject first = builder.build();
        builder.put("b", QmpValue.of(2));
        Map<String, QmpValue> map = new LinkedHashMap<>(Map.of("c", QmpValue.of(3)));
        QmpObject ofMap = new QmpObject(map);
        map.clear();

        assertThat(first).isEqualTo(QmpObject.of("a", QmpValue.of(1)));
        assertThat(builder.build()).isEqualTo(QmpObject.of("b", QmpValue.of(2)));
        assertThat(ofMap).isEqualTo(QmpObject.of("c", QmpValue.of(3)));
        assertThatThrownBy(() -> first.members().put("d", QmpNull.NULL))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void iterationEndsWithAnException() {
        var entries = QmpObject.of("a", QmpNull.NULL).members().entrySet().iterator();
        entries.next();

        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void givesMembersByKindOnlyIfTheyAreOfThatKind() {
        QmpObject object = QmpObject.builder()
                .put("text", QmpValue.of("x"))
                .put("number", QmpValue.of(7))
                .put("flag", QmpValue.of(true))
                .put("object", QmpObject.EMPTY)
                .put("array", QmpArray.of())
                .build();

        assertThat(object.string("text").orElseThrow()).isEqualTo("x");
        assertThat(object.integer("number").orElseThrow()).isEqualTo(7);
        assertThat(object.bool("flag").orElseThrow()).isTrue();
        assertThat(object.object("object").orElseThrow()).isEqualTo(QmpObject.EMPTY);
        assertThat(object.array("array").orElseThrow()).isEqualTo(QmpArray.of());
        assertThat(object.string("number").isEmpty()).isTrue();
        assertThat(object.integer("text").isEmpty()).isTrue();
        assertThat(object.bool("absent").isEmpty()).isTrue();
    }
}
