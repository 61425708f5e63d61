package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.array;
import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.codec.bind.Block.BlockdevAdd;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Unions and alternates, which refer to one another, as arguments; checked against the answers of QEMU. */
class UnionsTest {
    private final CommandBinding<BlockdevAdd, Nothing> blockdevAdd =
            new RecordBinder(CompatPolicy.ACCEPT).command(BlockdevAdd.class);

    @Test
    void theTagSelectsTheRecord() {
        assertThat(read(object("driver", "null-co", "size", 1)))
                .isEqualTo(new Block.Null(Block.Driver.NULL_CO, null, null, 1L, null));
        assertThat(read(object("driver", "null-aio")))
                .isEqualTo(new Block.Null(Block.Driver.NULL_AIO, null, null, null, null));
    }

    @Test
    void aRecordOfOneCaseNeedNoTag() {
        assertThat(read(object("driver", "qcow2", "file", "f", "backing", null)))
                .isEqualTo(new Block.Qcow2(new Block.BlockdevRef.Node("f"), null, null, new Block.Backing.None()));
    }

    @Test
    void aRecordWithoutCaseStandsForTheOtherValues() {
        assertThat(read(object("driver", "gluster", "node-name", "n")))
                .isEqualTo(new Block.Others(Block.Driver.GLUSTER, "n", null));
        rejects(object("driver", "gluster", "size", 1), "Parameter 'size' is unexpected");
    }

    @Test
    void theTagIsReadAmongTheMembersOfAllCases() {
        rejects(object("node-name", "n1"), "Parameter 'driver' is missing");
        rejects(object("driver", "warp"), "Parameter 'driver' does not accept value 'warp'");
        rejects(object("driver", 1), "Invalid parameter type for 'driver', expected: string");
        rejects(object("driver", "qcow2", "cache", 1), "Invalid parameter type for 'cache', expected: object");
    }

    @Test
    void membersOfOtherCasesAreUnexpected() {
        rejects(object("driver", "null-co", "filename", "x"), "Parameter 'filename' is unexpected");
        rejects(object("driver", "null-co", "offset", 0), "Parameter 'offset' is unexpected");
    }

    @Test
    void membersOfTheCaseAreChecked() {
        rejects(object("driver", "raw"), "Parameter 'file' is missing");
        rejects(object("driver", "null-co", "size", "big"), "Invalid parameter type for 'size', expected: integer");
        rejects(object("driver", "null-co", "size", 1.5), "Invalid parameter type for 'size', expected: integer");
        rejects(object("driver", "null-co", "latency-ns", 1.5), "Parameter 'latency-ns' expects uint64");
        rejects(
                object("driver", "null-co", "cache", object("direct", true, "no-flush", "x")),
                "Invalid parameter type for 'cache.no-flush', expected: boolean");
        rejects(object("driver", "null-co", "cache", object("warp", 1)), "Parameter 'cache.warp' is unexpected");
    }

    @Test
    void anAlternateIsToldApartByTheKindOfValue() {
        assertThat(read(object("driver", "raw", "file", "f"))).isEqualTo(rawRecord(new Block.BlockdevRef.Node("f")));
        assertThat(read(object("driver", "raw", "file", object("driver", "gluster"))))
                .isEqualTo(rawRecord(
                        new Block.BlockdevRef.Definition(new Block.Others(Block.Driver.GLUSTER, null, null))));
    }

    private static Block.Raw rawRecord(Block.BlockdevRef file) {
        return new Block.Raw(Block.Driver.RAW, null, null, null, file);
    }

    @Test
    void anAlternateOfAnotherKindIsToldByItsTypeAndTheLastName() {
        rejects(raw(1), "Invalid parameter type for 'file', expected: BlockdevRef");
        rejects(raw(raw(1)), "Invalid parameter type for 'file', expected: BlockdevRef");
        rejects(raw(raw(null)), "Invalid parameter type for 'file', expected: BlockdevRef");
        rejects(
                object("driver", "quorum", "children", array(1)),
                "Invalid parameter type for 'null', expected: BlockdevRef");
        rejects(
                object("driver", "qcow2", "file", "f", "backing", 1),
                "Invalid parameter type for 'backing', expected: BlockdevRefOrNull");
    }

    @Test
    void pathsLeadThroughAlternates() {
        rejects(raw(object()), "Parameter 'file.driver' is missing");
        rejects(
                raw(raw(object("driver", "null-co", "size", "q"))),
                "Invalid parameter type for 'file.file.size', expected: integer");
        rejects(object("driver", "quorum", "children", array(object())), "Parameter 'children[0].driver' is missing");
        rejects(
                object("driver", "quorum", "children", array(raw(object("driver", "warp")))),
                "Parameter 'driver' does not accept value 'warp'");
    }

    @Test
    void nestingHasALimit() {
        assertThat(read(nested(512))).isInstanceOf(Block.Raw.class);
        rejects(nested(513), "JSON nesting depth limit exceeded");
        rejects(nested(1024), "JSON nesting depth limit exceeded");
    }

    private static QmpObject nested(int depth) {
        QmpObject value = raw("f");
        for (int i = 1; i < depth; i++) {
            value = raw(value);
        }
        return value;
    }

    private static QmpObject raw(@Nullable Object file) {
        return object("driver", "raw", "file", file);
    }

    @Test
    void whatIsWrittenReadsAsTheSame() {
        BlockdevAdd options = new Block.Quorum(
                "q",
                new Block.Cache(true, null),
                List.of(
                        new Block.BlockdevRef.Node("a"),
                        new Block.BlockdevRef.Definition(
                                new Block.Qcow2(new Block.BlockdevRef.Node("b"), null, null, new Block.Backing.None())),
                        new Block.BlockdevRef.Definition(new Block.Null(Block.Driver.NULL_CO, null, null, null, -1L))),
                2);
        QmpObject written = blockdevAdd.writeArguments(options);
        assertThat(written)
                .isEqualTo(object(
                        "driver",
                        "quorum",
                        "node-name",
                        "q",
                        "cache",
                        object("direct", true),
                        "children",
                        array(
                                "a",
                                object("driver", "qcow2", "file", "b", "backing", null),
                                object("driver", "null-co", "latency-ns", new BigInteger("18446744073709551615"))),
                        "vote-threshold",
                        2));
        assertThat(read(written)).isEqualTo(options);
    }

    @Test
    void aRecordOfAUnionHasTheBindingOfTheUnion() {
        RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);
        CommandBinding<Block.Qcow2, Nothing> qcow2 = binder.command(Block.Qcow2.class);
        assertThat(qcow2.name()).isEqualTo("blockdev-add");
        assertThat(qcow2.writeArguments(new Block.Qcow2(new Block.BlockdevRef.Node("f"), null, null, null)))
                .isEqualTo(object("driver", "qcow2", "file", "f"));
        assertThat((Object) qcow2).isSameAs(binder.command(BlockdevAdd.class));
    }

    private BlockdevAdd read(QmpObject arguments) {
        return blockdevAdd.readArguments(arguments);
    }

    private void rejects(QmpObject arguments, String desc) {
        BindingException fault =
                catchThrowableOfType(BindingException.class, () -> blockdevAdd.readArguments(arguments));
        assertThat(fault.error()).isEqualTo(QmpError.generic(desc));
    }
}
