package io.qmp.codec.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.Lenience;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.type.Inline;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Newer;
import io.qmp.api.type.Open;
import io.qmp.api.type.Rest;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.JsonWireCodec;
import io.qmp.codec.bind.Block.BlockdevAdd;
import io.qmp.codec.bind.Block.BlockdevRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A result that is read straight from the text is what comes of reading it as a value first, or is not read so. */
class TypedRepliesTest {
    enum Kind {
        FIRST,
        SECOND
    }

    record Item(
            @IntType(IntegerType.UINT8) int small,
            @Nullable Boolean flag,
            @Nullable Item inner) {}

    record Sample(
            String name,
            Kind kind,
            List<Open<Kind>> kinds,
            @Nullable List<String> texts,
            @IntType(IntegerType.UINT64) long unsigned,
            @IntType(IntegerType.INT16) @Nullable Integer small,
            @Newer @Nullable Long size,
            double number,
            boolean flag,
            @Nullable Item inner,
            @Nullable QmpValue any,
            @Nullable BlockdevAdd node,
            List<BlockdevRef> nodes) {}

    record Outer(String name, @Inline Item item) {}

    record Undeclared(@Nullable Long size, @Rest QmpObject others) {}

    /** Refuses what a peer may send. */
    record Picky(long size) {
        Picky {
            if (size == 7 || size == -1) {
                throw new IllegalArgumentException("size " + size);
            }
        }
    }

    @CommandName("query-samples")
    record QuerySamples() implements Command<List<Sample>> {}

    @CommandName("query-sample")
    record QuerySample() implements Command<Sample> {}

    @CommandName("query-outer")
    record QueryOuter() implements Command<List<Outer>> {}

    @CommandName("query-undeclared")
    record QueryUndeclared() implements Command<List<Undeclared>> {}

    @CommandName("query-picky")
    record QueryPicky() implements Command<List<Picky>> {}

    @CommandName("query-node")
    record QueryNode() implements Command<BlockdevAdd> {}

    @CommandName("query-nodes")
    record QueryNodes() implements Command<List<BlockdevRef>> {}

    @CommandName("query-qmp-schema")
    record QuerySchema() implements Command<List<SchemaInfo>> {}

    @CommandName("query-kinds")
    record QueryKinds() implements Command<List<Kind>> {}

    @CommandName("query-count")
    record QueryCount() implements Command<@IntType(IntegerType.UINT32) Long> {}

    private final List<Lenience> heard = new ArrayList<>();
    private final RecordBinder unheard = new RecordBinder(CompatPolicy.ACCEPT);
    private final RecordBinder hearing = new RecordBinder(CompatPolicy.ACCEPT, heard::add);

    private List<CommandBinding<?, ?>> commands(RecordBinder binder) {
        return List.of(
                binder.command(QuerySamples.class),
                binder.command(QuerySample.class),
                binder.command(QueryOuter.class),
                binder.command(QueryUndeclared.class),
                binder.command(QueryPicky.class),
                binder.command(QueryNode.class),
                binder.command(QueryNodes.class),
                binder.command(QuerySchema.class),
                binder.command(QueryKinds.class),
                binder.command(QueryCount.class));
    }

    @Property
    void bothWaysAgree(@ForAll long seed) {
        Random random = new Random(seed);
        String reply = "{\"return\": " + Answers.any(random) + ", \"id\": 7}\r\n";
        compareAll(reply);
        compareAll(mutated(reply, random));
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            int at = random.nextInt(mutant.length());
            int end = Math.min(mutant.length(), at + random.nextInt(8));
            String other = mutant.substring(at, end);
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, end);
                case 1 -> mutant.insert(random.nextInt(mutant.length()), other);
                case 2 -> mutant.insert(at, "\t \"',:{}[]\\0-1.e".charAt(random.nextInt(16)));
                default -> mutant.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
            }
        }
        return mutant.toString();
    }

    private static final List<String> TOKENS = List.of(
            "\"id\": 7, ",
            ", \"size\": 1",
            "\"flag\": true, ",
            "null",
            "1e3",
            "-0",
            "18446744073709551615",
            "nan",
            "\\u0061",
            "{\"driver\": \"raw\"}, ",
            "\"name\": \"x\", ",
            "\"driver\": \"qcow2\", ",
            "\u00e9",
            "0e0");

    private void compareAll(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (RecordBinder binder : List.of(unheard, hearing)) {
            for (CommandBinding<?, ?> command : commands(binder)) {
                heard.clear();
                List<Object> expected = read(bytes, command, false);
                List<Lenience> expectedHeard = List.copyOf(heard);
                heard.clear();
                assertThat(read(bytes, command, true)).as(text).isEqualTo(expected);
                assertThat(heard).as(text).isEqualTo(expectedHeard);
            }
        }
    }

    private static List<Object> read(byte[] bytes, CommandBinding<?, ?> command, boolean typed) {
        MessageReader reader = new JsonWireCodec().newReplyReader(ReaderLimits.QEMU);
        if (typed) {
            reader.resultTypes(id -> command);
        }
        List<Object> all = new ArrayList<>();
        reader.feed(ByteBuffer.wrap(bytes));
        for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
            all.add(result(message, command));
        }
        all.add(reader.pendingBytes());
        return all;
    }

    private static Object result(QmpMessage message, CommandBinding<?, ?> command) {
        if (message instanceof Reply.Typed reply) {
            return List.of(reply.result(), reply.id());
        } else if (message instanceof Reply.Success reply && reply.id() != null) {
            try {
                return List.of(command.readResult(reply.result()), reply.id());
            } catch (BindingException e) {
                return e.getMessage();
            }
        }
        return message;
    }

    private @Nullable Object typed(Class<? extends Command<?>> command, String result) {
        return typed(unheard, command, result);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object typed(RecordBinder binder, Class<? extends Command<?>> command, String result) {
        CommandBinding<?, ?> binding = binder.command((Class) command);
        MessageReader reader = new JsonWireCodec().newReplyReader(ReaderLimits.QEMU);
        reader.resultTypes(id -> id.equals(QmpValue.of(12)) ? binding : null);
        reader.feed(ByteBuffer.wrap(("{\"return\": " + result + ", \"id\": 12}\r\n").getBytes(StandardCharsets.UTF_8)));
        return reader.next() instanceof Reply.Typed reply ? reply.result() : null;
    }

    @Test
    void membersInAnyOrderAreReadFromTheText() {
        Item expected = new Item(3, true, null);

        assertThat(typed(QueryOuter.class, "[]")).isEqualTo(List.of());
        assertThat(typed(
                        QuerySample.class,
                        "{\"kind\": \"second\", \"inner\": {\"flag\": true, \"small\": 3}, \"name\": \"a\\n\","
                                + " \"unsigned\": 18446744073709551615, \"number\": 1, \"flag\": false,"
                                + " \"any\": {\"x\": [1]}, \"nodes\": [\"n\", {\"file\": \"f\", \"driver\": \"raw\"}],"
                                + " \"kinds\": [\"first\", \"fourth\"]}"))
                .isEqualTo(new Sample(
                        "a\n",
                        Kind.SECOND,
                        List.of(Open.of(Kind.FIRST), Open.unknown("fourth")),
                        null,
                        -1,
                        null,
                        null,
                        1.0,
                        false,
                        expected,
                        QmpObject.of("x", QmpArray.of(QmpValue.of(1))),
                        null,
                        List.of(
                                new BlockdevRef.Node("n"),
                                new BlockdevRef.Definition(new Block.Raw(
                                        Block.Driver.RAW, null, null, null, new BlockdevRef.Node("f"))))));
    }

    @Test
    void theTagOfAUnionMayComeLast() {
        String entities = "[{\"name\": \"a\", \"values\": [\"x\"], \"meta-type\": \"enum\"},"
                + " {\"name\": \"b\", \"members\": [{\"name\": \"m\", \"type\": \"a\"}], \"meta-type\": \"object\"},"
                + " {\"name\": \"c\", \"values\": [], \"meta-type\": \"enum\"},"
                + " {\"name\": \"d\", \"body\": 1, \"meta-type\": \"macro\"}]";

        assertThat(typed(QuerySchema.class, entities))
                .isEqualTo(unheard.command(QuerySchema.class).readResult(new JsonWireCodec().parse(entities)));
    }

    @Test
    void whatNobodyHearsOfIsPassed() {
        String item = "{\"name\": \"n\", \"more\": {\"a\": [true, null]}, \"small\": 1, \"most\": 2}";

        assertThat(typed(QueryPicky.class, "[{\"size\": 1, \"more\": {}}, {}]"))
                .isEqualTo(List.of(new Picky(1), new Picky(0)));
        assertThat(typed(QueryOuter.class, "[" + item + "]"))
                .isEqualTo(List.of(new Outer("n", new Item(1, null, null))));
    }

    @Test
    void whatIsReportedIsReadFromAValue() {
        assertThat(typed(hearing, QueryPicky.class, "[{\"size\": 1}]")).isEqualTo(List.of(new Picky(1)));
        assertThat(typed(hearing, QueryPicky.class, "[{\"size\": 1, \"more\": {}}]"))
                .isNull();
        assertThat(typed(hearing, QueryPicky.class, "[{}]")).isNull();
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsWrongIsReadFromAValue() {
        assertThat(typed(QueryPicky.class, "[{\"size\": 7}]")).isNull();
        assertThat(typed(QueryPicky.class, "[{\"size\": 1, \"size\": 1}]")).isNull();
        assertThat(typed(QueryPicky.class, "[{\"x\": 1, \"x\": 1}]")).isNull();
        assertThat(typed(QueryPicky.class, "[{\"x\": {\"y\": 1, \"y\": 1}}]")).isNull();
        assertThat(typed(QueryPicky.class, "{}")).isNull();
        assertThat(typed(QueryPicky.class, "[{\"size\": 1}], \"more\": 1")).isNull();
        assertThat(typed(QueryPicky.class, "[{\"size\": 1},]")).isNull();
        assertThat(typed(QueryNodes.class, nested(600))).isNull();
    }

    private static String nested(int depth) {
        return "[" + "{\"driver\": \"raw\", \"file\": ".repeat(depth) + "\"x\"" + "}".repeat(depth) + "]";
    }
}
