package io.qmp.codec.bind;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.error.BindingException;
import io.qmp.api.schema.Schema;
import io.qmp.api.type.IntType;
import io.qmp.api.type.IntegerType;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.api.type.Rest;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.bind.Block.BlockdevAdd;
import io.qmp.codec.bind.Block.BlockdevRef;
import io.qmp.codec.fuzz.ValueSource;
import io.qmp.codec.fuzz.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target of the fuzzer: what a binder has read, it writes as what it reads as the same again; what strict reading
 * accepts, lenient reading reads as the same, and introspection describes.
 */
public final class BinderFuzzer {
    private static final RecordBinder BINDER = new RecordBinder(CompatPolicy.ACCEPT);
    private static final List<String> NAMES = List.of(
            "driver",
            "node-name",
            "cache",
            "direct",
            "no-flush",
            "offset",
            "file",
            "backing",
            "size",
            "latency-ns",
            "children",
            "vote-threshold",
            "a",
            "b",
            "kind",
            "kinds",
            "items",
            "on",
            "id",
            "number",
            "unknown");
    private static final List<String> TEXTS =
            List.of("raw", "qcow2", "null-co", "null-aio", "quorum", "gluster", "first", "second", "third", "", "a");

    private BinderFuzzer() {}

    /** A value of an enumeration. */
    public enum Kind {
        FIRST,
        SECOND
    }

    /** An element of a list. */
    public record Item(
            @IntType(IntegerType.UINT8) int size, @Nullable Boolean on) {}

    /** A command with an argument of each sort. */
    @CommandName("x-sample")
    public record Sample(
            String a,
            @Nullable Long b,
            @Nullable Kind kind,
            @Nullable List<Open<Kind>> kinds,
            @Nullable List<Item> items,
            @IntType(IntegerType.UINT64) @Nullable Long offset,
            @Nullable Double number,
            @Nullable BlockdevRef file,
            @Nullable QmpValue id)
            implements Command<Nothing> {}

    /** A command that takes members which it does not declare. */
    @CommandName("x-open")
    public record Undeclared(
            String driver, @Nullable Long size, @Rest QmpObject others) implements Command<Nothing> {}

    /**
     * Reads values of all types.
     *
     * @param input any bytes
     */
    public static void fuzzerTestOneInput(byte[] input) {
        QmpObject object = new ValueSource(input, NAMES, TEXTS).object();
        check(Sample.class, object, true);
        check(BlockdevAdd.class, object, true);
        check(Undeclared.class, object, false);
        object.members().values().forEach(value -> readLeniently(BlockdevRef.class, value));
    }

    private static <C extends Command<Nothing>> void check(Class<C> type, QmpObject object, boolean declared) {
        CommandBinding<C, Nothing> binding = BINDER.command(type);
        @Nullable C leniently = readLeniently(type, object);
        C strictly;
        try {
            strictly = binding.readArguments(object);
        } catch (BindingException e) {
            return;
        }
        QmpObject written = binding.writeArguments(strictly);
        Verdict.equal("read, written, read", strictly, binding.readArguments(written));
        Verdict.equal("written again", written, binding.writeArguments(binding.readArguments(written)));
        if (declared) {
            Verdict.equal("strictly and leniently", strictly, leniently);
            Schema schema = BINDER.introspect(List.of(binding), List.of(), TypeNames.JAVA);
            Verdict.equal("lacks by introspection", List.of(), schema.lacks(binding.name(), object));
        }
    }

    private static <T> @Nullable T readLeniently(Class<T> type, QmpValue value) {
        T read;
        try {
            read = BINDER.read(value, type);
        } catch (BindingException e) {
            return null;
        }
        QmpValue written;
        try {
            written = BINDER.write(read);
        } catch (IllegalArgumentException e) {
            return read; // a member is missing that has no default
        }
        Verdict.equal("read leniently, written, read", read, BINDER.read(written, type));
        return read;
    }
}
