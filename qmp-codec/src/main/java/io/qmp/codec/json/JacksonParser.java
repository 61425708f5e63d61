package io.qmp.codec.json;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The fast way for large texts: Jackson's tokens. For texts that are
 * {@link io.qmp.codec.frame.JsonFramer#isPlain() plain}.
 */
final class JacksonParser {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            // The framer has counted already.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private JacksonParser() {}

    /**
     * {@return the value of one text; {@code null} if Jackson cannot decide, for example because there is an error}
     */
    static @Nullable QmpValue parse(byte[] bytes, int from, int to) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            return value(parser, parser.nextToken());
        } catch (JacksonException refused) {
            return null;
        }
    }

    private static @Nullable QmpValue value(JsonParser parser, @Nullable JsonToken token) {
        if (token == null) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new QmpString(parser.getString());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> QmpValue.of(parser.getDoubleValue());
            case VALUE_TRUE -> QmpBoolean.TRUE;
            case VALUE_FALSE -> QmpBoolean.FALSE;
            case VALUE_NULL -> QmpNull.NULL;
            default -> null;
        };
    }

    private static @Nullable QmpValue object(JsonParser parser) {
        QmpObject.Builder members = QmpObject.builder();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            QmpValue value = value(parser, parser.nextToken());
            if (value == null || !members.add(name, value)) {
                return null;
            }
        }
        return members.build();
    }

    private static @Nullable QmpValue array(JsonParser parser) {
        List<QmpValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            QmpValue element = value(parser, token);
            if (element == null) {
                return null;
            }
            elements.add(element);
        }
        return new QmpArray(elements);
    }

    private static QmpValue integer(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? NumberText.largeInteger(parser.getString())
                : QmpValue.of(parser.getLongValue());
    }
}
