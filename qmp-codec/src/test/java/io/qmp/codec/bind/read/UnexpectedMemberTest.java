package io.qmp.codec.bind.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnexpectedMemberTest {
    /**
     * Answers of QEMU 7.2.22 to {@code set_link} with its two arguments and others: the one in the error, and all
     * others in the order in which they were sent.
     */
    static Stream<String> answers() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(UnexpectedMemberTest.class.getResourceAsStream("leftovers.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theSameOneIsToldAsByQemu(String answer) {
        String[] toldAndSent = answer.split(": ");
        assertThat(UnexpectedMember.first(sent(toldAndSent[1]), known(List.of("name", "up"))))
                .isEqualTo(toldAndSent[0]);
    }

    @Test
    void oneOfVeryManyIsTold() {
        QmpObject.Builder sent = QmpObject.builder();
        sent.put("name", QmpNull.NULL);
        for (int i = 0; i < 5000; i++) {
            sent.put("more" + i, QmpNull.NULL);
        }
        assertThat(UnexpectedMember.first(sent.build(), known(List.of("name", "up"))))
                .startsWith("more");
    }

    private static QmpObject sent(String leftovers) {
        QmpObject.Builder sent = QmpObject.builder();
        Stream.concat(Stream.of(leftovers.split(" ")), Stream.of("name", "up"))
                .forEach(name -> sent.put(name, QmpNull.NULL));
        return sent.build();
    }

    private static KnownMembers known(List<String> names) {
        return new KnownMembers(null, new LinkedHashSet<>(names), names.size());
    }

    /** The order in which names are removed counts, too: the table shrinks. */
    @ParameterizedTest
    @MethodSource("answers")
    void whatIsKnownMayComeFromSeveralRecords(String answer) {
        String[] toldAndSent = answer.split(": ");
        KnownMembers outer = known(List.of("name"));
        assertThat(UnexpectedMember.first(sent(toldAndSent[1]), new KnownMembers(outer, Set.of("up"), 2)))
                .isEqualTo(toldAndSent[0]);
    }

    @ParameterizedTest
    @MethodSource("answers")
    void membersThatAreKnownAreNeverTold(String answer) {
        String sent = answer.split(": ")[1];
        List<String> allButOne = new ArrayList<>(List.of(("name up " + sent).split(" ")));
        String last = sent.substring(sent.lastIndexOf(' ') + 1);
        allButOne.remove(last);
        assertThat(UnexpectedMember.first(sent(sent), known(allButOne))).isEqualTo(last);
    }
}
