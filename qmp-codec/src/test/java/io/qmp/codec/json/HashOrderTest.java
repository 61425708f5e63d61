package io.qmp.codec.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireFormat;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashOrderTest {
    /** As QEMU writes them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "return id error",
                "class desc",
                "timestamp event data",
                "seconds microseconds",
                "version capabilities",
                "qemu package",
                "guest reason",
                "status running",
                "execute arguments id",
                "exec-oob execute",
                "timestamp name class y z event desc A return type id error data",
            })
    void sortsAsQemuDoes(String names) {
        List<String> order = List.of(names.split(" "));
        List<String> reversed = Arrays.asList(names.split(" "));
        Collections.reverse(reversed);
        assertThat(sorted(reversed)).isEqualTo(order);
        assertThat(written(reversed)).isEqualTo(order);
    }

    @Test
    void inABucketTheLatestComesFirst() {
        assertThat(sorted(List.of("major", "minor", "micro"))).containsExactly("micro", "minor", "major");
        assertThat(written(List.of("major", "micro", "minor"))).containsExactly("minor", "micro", "major");
    }

    @Test
    void manyMembersAreSortedAsFewAre() {
        List<String> names = IntStream.range(0, 3000).mapToObj(i -> "name" + i).toList();
        assertThat(written(names)).isEqualTo(sorted(names));
    }

    private static List<String> sorted(List<String> names) {
        return HashOrder.sorted(object(names)).stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> written(List<String> names) {
        String text = JsonText.format(object(names), WireFormat.SERVER);
        return List.of(text.substring(2, text.length() - 8).split("\": null, \""));
    }

    private static QmpObject object(List<String> names) {
        QmpObject.Builder object = QmpObject.builder();
        names.forEach(name -> object.put(name, QmpNull.NULL));
        return object.build();
    }
}
