package io.qmp.transport.vertx.descriptor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceOfDescriptorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`x`                         | 0",
                "` `                         | 0",
                "`{'a': {}}`                 | 0",
                "`{'a': [{}, {}]}`           | 0",
                "`rest'}{'b': {}}`           | 6",
                "`{'a': 1}{'b': {}}`         | 8",
                "`{'a': 1}~{'b': {}}~`       | 9",
                "`{'a': 1}~{'b': 1}{'c': 1`  | 17",
                "`{'a': 1}~ `                | 9",
                "`{'a': 1} `                 | 8",
                "`}`                         | 0",
            })
    void itIsTheLastMessageOrTheBlankBehindIt(String bytes, int place) {
        String text = bytes.replace('~', '\n').replace('\'', '"');
        assertThat(PlaceOfDescriptors.in(ByteBuffer.wrap(text.getBytes(US_ASCII))))
                .isEqualTo(place);
    }
}
