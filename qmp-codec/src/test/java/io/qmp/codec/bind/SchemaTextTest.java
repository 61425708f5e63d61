package io.qmp.codec.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.error.BindingException;
import io.qmp.api.schema.Schema;
import io.qmp.codec.JsonWireCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An introspection is read from its text as from the value that the text stands for. */
class SchemaTextTest {
    private static final String ENTITIES =
            "{\"name\": \"stop\", \"ret-type\": \"0\", \"meta-type\": \"command\", \"arg-type\":"
                    + " \"1\", \"features\": [\"deprecated\"]}, {\"name\": \"0\", \"members\": [{\"name\": \"a\", \"default\": null,"
                    + " \"type\": \"int\"}, {\"name\": \"b\", \"type\": \"[2]\"}], \"meta-type\": \"object\"}, {\"name\": \"1\","
                    + " \"values\": [\"x\", \"y\"], \"members\": [{\"name\": \"x\"}, {\"name\": \"y\"}], \"meta-type\": \"enum\"}";

    private static final JsonWireCodec CODEC = new JsonWireCodec();

    private final List<Lenience> departures = new ArrayList<>();
    private final Binder binder = CODEC.newBinder(CompatPolicy.ACCEPT, departures::add);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[" + ENTITIES + "]",
                " [" + ENTITIES + "]\r\n",
                "{\"return\": [" + ENTITIES + "], \"id\": 1}",
                "[" + ENTITIES
                        + ", {\"meta-type\": \"array\", \"name\": \"[2]\", \"element-type\": \"2\", \"new\": {}}]",
                "[" + ENTITIES + ", {'meta-type': 'builtin', 'name': 'i\\u006et', 'json-type': 'int'}]",
                "[]"
            })
    void textAndValueAreTheSameIntrospection(String text) {
        Schema fromValue = CODEC.newBinder(CompatPolicy.ACCEPT).readSchema(CODEC.parse(text));

        assertThat(binder.readSchema(text).entities()).isEqualTo(fromValue.entities());
    }

    @Test
    void departuresAreReported() {
        binder.readSchema("[{\"meta-type\": \"array\", \"name\": \"[2]\", \"element-type\": \"2\", \"new\": {}}]");

        assertThat(departures)
                .singleElement()
                .satisfies(departure -> assertThat(departure.path()).contains("new"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[" + ENTITIES + ", 1]", "[" + ENTITIES + ", null]", "[[]]", "{\"return\": {}}", "{}", "\"[]\""})
    void whatIsNoIntrospectionIsAnError(String text) {
        assertThatThrownBy(() -> binder.readSchema(text)).isInstanceOf(BindingException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[" + ENTITIES + "",
                "[" + ENTITIES + "] []",
                "[{]",
                "[,]",
                "[{\"name\" \"x\"}]",
                "\ud800"
            })
    void whatIsNoValueIsAnError(String text) {
        assertThatThrownBy(() -> binder.readSchema(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
