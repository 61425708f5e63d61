package io.qmp.api.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

        assertEquals(List.of("z", "a", "m"), List.copyOf(object.members().keySet()));
    }

    @Test
    void findsEachOfManyMembersAndNoOther() {
        QmpObject.Builder builder = QmpObject.builder();
        for (int i = 0; i < 1000; i++) {
            builder.put("member-" + i, QmpValue.of(i));
        }
        QmpObject object = builder.build();

        for (int i = 0; i < 1000; i++) {
            assertEquals(QmpValue.of(i), object.get("member-" + i));
        }
        assertNull(object.get("member-1000"));
        assertEquals(1000, object.members().size());
    }

    @Test
    void refusesANameThatIsThereAlready() {
        for (int others : new int[] {0, 3, 8, 9, 100}) {
            QmpObject.Builder builder = QmpObject.builder().put("name", QmpNull.NULL);
            for (int i = 0; i < others; i++) {
                builder.put("other" + i, QmpNull.NULL);
            }

            assertFalse(builder.add("name", QmpBoolean.TRUE));
            assertThrows(IllegalArgumentException.class, () -> builder.put("name", QmpBoolean.TRUE));
            assertEquals(QmpNull.NULL, builder.build().get("name"));
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
            assertEquals(QmpValue.of(i), object.get(word(i)));
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

        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertNotEquals(one, QmpObject.of("a", QmpValue.of(1)));
    }

    @Test
    void isNotChangedByItsBuilderOrItsMap() {
        QmpObject.Builder builder = QmpObject.builder().put("a", QmpValue.of(1));
        QmpObject first = builder.build();
        builder.put("b", QmpValue.of(2));
        Map<String, QmpValue> map = new LinkedHashMap<>(Map.of("c", QmpValue.of(3)));
        QmpObject ofMap = new QmpObject(map);
        map.clear();

        assertEquals(QmpObject.of("a", QmpValue.of(1)), first);
        assertEquals(QmpObject.of("b", QmpValue.of(2)), builder.build());
        assertEquals(QmpObject.of("c", QmpValue.of(3)), ofMap);
        assertThrows(UnsupportedOperationException.class, () -> first.members().put("d", QmpNull.NULL));
    }

    @Test
    void iterationEndsWithAnException() {
        var entries = QmpObject.of("a", QmpNull.NULL).members().entrySet().iterator();
        entries.next();

        assertFalse(entries.hasNext());
        assertThrows(NoSuchElementException.class, entries::next);
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

        assertEquals("x", object.string("text").orElseThrow());
        assertEquals(7, object.integer("number").orElseThrow());
        assertTrue(object.bool("flag").orElseThrow());
        assertEquals(QmpObject.EMPTY, object.object("object").orElseThrow());
        assertEquals(QmpArray.of(), object.array("array").orElseThrow());
        assertTrue(object.string("number").isEmpty());
        assertTrue(object.integer("text").isEmpty());
        assertTrue(object.bool("absent").isEmpty());
    }
}
