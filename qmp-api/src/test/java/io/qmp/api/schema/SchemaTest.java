package io.qmp.api.schema;

import static io.qmp.api.schema.Schemas.member;
import static io.qmp.api.schema.Schemas.optional;
import static io.qmp.api.schema.Schemas.variant;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final Schema schema = new Schemas()
            .values("driver", "file", "raw")
            .values("socket", "unix")
            .union(
                    "options",
                    "driver",
                    List.of(member("driver", "driver"), optional("node-name", "str")),
                    variant("file", "file"),
                    variant("raw", "raw"))
            .object("file", member("filename", "str"))
            .object("raw", member("file", "ref"))
            .alternate("ref", "str", "options")
            .object("flags", member("on", "[driver]"), optional("rate", "rate"))
            .array("driver")
            .alternate("rate", "number", "bool")
            .object("device", member("driver", "str"))
            .command("blockdev-add", "options", "empty")
            .command("set-flags", "flags", "[driver]")
            .command("device_add", "device", "empty")
            .event("DONE", "flags")
            .schema();

    @Test
    void followsPaths() {
        assertThat(List.of(
                        "blockdev-add",
                        "DONE",
                        "blockdev-add:arg",
                        "blockdev-add:ret",
                        "DONE:data/on",
                        "blockdev-add:arg/node-name",
                        "blockdev-add:arg/=raw/file/|object/=file/filename",
                        "blockdev-add:arg/=raw/file/|str",
                        "blockdev-add:arg/driver=raw",
                        "set-flags:ret=file",
                        "set-flags:arg/on=file"))
                .allMatch(schema::has);
        assertThat(List.of(
                        "blockdev-del",
                        "DONE:arg",
                        "blockdev-add:data",
                        "blockdev-add:arg/filename",
                        "blockdev-add:arg/=qcow2",
                        "blockdev-add:arg/=raw/file/|null",
                        "blockdev-add:arg/driver=qcow2",
                        "blockdev-add:arg/node-name=x",
                        "blockdev-add:arg/driver/more"))
                .noneMatch(schema::has);
    }

    @Test
    void knowsWhatItTellsOf() {
        assertThat(lacks("blockdev-add", raw(QmpValue.of("f")))).isEmpty();
        assertThat(lacks("blockdev-add", raw(raw(QmpValue.of("f"))))).isEmpty();
        assertThat(lacks("set-flags", object("on", new QmpArray(List.of(QmpValue.of("raw"))), "rate", QmpValue.of(1))))
                .isEmpty();
    }

    @Test
    void lacksCommandsMembersValuesAndAlternatives() {
        assertThat(lacks("blockdev-del", QmpObject.EMPTY)).containsExactly("command blockdev-del");
        assertThat(lacks("blockdev-add", raw(object("driver", QmpValue.of("file"), "aio", QmpValue.of("native")))))
                .containsExactly("member blockdev-add:arg/=raw/file/|object/aio");
        assertThat(lacks("set-flags", object("on", QmpArray.of(QmpValue.of("raw"), QmpValue.of("qcow2")))))
                .containsExactly("value set-flags:arg/on=qcow2");
        assertThat(lacks("blockdev-add", raw(QmpNull.NULL)))
                .containsExactly("alternative blockdev-add:arg/=raw/file/|null");
    }

    @Test
    void ofACaseThatIsLackingOnlyTheTagIsTold() {
        assertThat(lacks("blockdev-add", object("driver", QmpValue.of("qcow2"), "file", QmpValue.of("f"))))
                .containsExactly("value blockdev-add:arg/driver=qcow2");
    }

    @Test
    void deviceAddTakesMoreThanIntrospectionTells() {
        assertThat(lacks("device_add", object("driver", QmpValue.of("virtio-net"), "mac", QmpValue.of("x"))))
                .isEmpty();
    }

    private List<String> lacks(String command, QmpObject arguments) {
        return schema.lacks(command, arguments).stream()
                .map(MissingElement::toString)
                .toList();
    }

    private static QmpObject raw(QmpValue file) {
        return object("driver", QmpValue.of("raw"), "file", file);
    }

    private static QmpObject object(String name, QmpValue value) {
        return QmpObject.of(name, value);
    }

    private static QmpObject object(String name1, QmpValue value1, String name2, QmpValue value2) {
        return QmpObject.of(name1, value1, name2, value2);
    }

    private List<String> violations(String command, QmpObject arguments) {
        return schema.checkArguments(command, arguments).stream()
                .map(SchemaViolation::toString)
                .toList();
    }

    @Test
    void validArgumentsAreFoundValid() {
        QmpObject file = QmpObject.of("driver", QmpValue.of("file"), "filename", QmpValue.of("/a"));
        QmpObject raw = QmpObject.of("driver", QmpValue.of("raw"), "file", file);
        QmpArray drivers = new QmpArray(List.of(QmpValue.of("raw"), QmpValue.of("file")));

        assertThat(violations("blockdev-add", raw)).isEmpty();
        assertThat(violations("set-flags", object("on", drivers))).isEmpty();
        assertThat(violations("set-flags", QmpObject.of("on", drivers, "rate", QmpValue.of(5))))
                .isEmpty();
        assertThat(violations("device_add", QmpObject.of("driver", QmpValue.of("e1000"), "mac", QmpValue.of("x"))))
                .isEmpty();
        assertThat(schema.checkResult("set-flags", drivers)).isEmpty();
        assertThat(schema.checkData("DONE", object("on", drivers))).isEmpty();
    }

    @Test
    void eachViolationIsFoundWithItsPlace() {
        QmpArray drivers = new QmpArray(List.of(QmpValue.of("raw"), QmpValue.of("qcow2"), QmpValue.of(5)));

        assertThat(violations("blockdev-del", QmpObject.EMPTY)).containsExactly("there is no command 'blockdev-del'");
        assertThat(violations("set-flags", object("on", drivers)))
                .containsExactly(
                        "arguments.on[1]: there is no value 'qcow2', but file, raw",
                        "arguments.on[2]: must be of the type str, not 5");
        assertThat(violations("set-flags", QmpObject.of("off", drivers, "rate", QmpValue.of("much"))))
                .containsExactly(
                        "arguments: the member 'on' is missing",
                        "arguments: there is no member 'off', but on, rate",
                        "arguments.rate: must be one of number, bool, not \"much\"");
        assertThat(violations("device_add", object("bus", QmpValue.of(1))))
                .containsExactly("arguments: the member 'driver' is missing");
        assertThat(schema.checkResult("blockdev-add", object("a", QmpNull.NULL)))
                .extracting(SchemaViolation::toString)
                .containsExactly("return: there is no member 'a', but none at all");
        assertThat(schema.checkData("UNKNOWN", QmpObject.EMPTY))
                .extracting(SchemaViolation::toString)
                .containsExactly("there is no event 'UNKNOWN'");
    }

    @Test
    void theCaseOfAUnionIsChecked() {
        QmpObject wrong = QmpObject.of("driver", QmpValue.of("raw"), "filename", QmpValue.of("/a"));

        assertThat(violations("blockdev-add", wrong))
                .containsExactly(
                        "arguments: the member 'file' is missing",
                        "arguments: there is no member 'filename', but driver, node-name, file");
        assertThat(violations("blockdev-add", object("driver", QmpValue.of("qcow2"))))
                .containsExactly("arguments.driver: there is no value 'qcow2', but file, raw");
    }

    @Test
    void resultsAndEventsMayHaveNewValuesOfEnumerations() {
        QmpArray drivers = new QmpArray(List.of(QmpValue.of("qcow2")));

        assertThat(schema.checkResult("set-flags", drivers)).isEmpty();
        assertThat(schema.checkData("DONE", object("on", drivers))).isEmpty();
    }
}
