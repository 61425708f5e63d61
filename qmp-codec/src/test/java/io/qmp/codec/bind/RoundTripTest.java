package io.qmp.codec.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.value.QmpObject;
import io.qmp.codec.bind.Block.BlockdevAdd;
import io.qmp.codec.bind.Block.BlockdevRef;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {
    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenReadsAsTheSameStrictlyAndLeniently(@ForAll("options") BlockdevAdd options) {
        QmpObject written = binder.command(BlockdevAdd.class).writeArguments(options);
        assertThat(binder.command(BlockdevAdd.class).readArguments(written)).isEqualTo(options);
        assertThat(binder.read(written, BlockdevAdd.class)).isEqualTo(options);
        assertThat(binder.write(options)).isEqualTo(written);
    }

    @Property
    void whatIsReadIsWrittenAndReadAsTheSame(@ForAll byte[] source) {
        BinderFuzzer.fuzzerTestOneInput(source);
    }

    @Provide
    Arbitrary<BlockdevAdd> options() {
        return options(3);
    }

    private static Arbitrary<BlockdevAdd> options(int depth) {
        Arbitrary<String> names = Arbitraries.strings().ofMaxLength(5).injectNull(0.5);
        Arbitrary<Block.Cache> caches =
                Combinators.combine(flags(), flags()).as(Block.Cache::new).injectNull(0.5);
        Arbitrary<Long> longs = Arbitraries.longs().injectNull(0.3);
        Arbitrary<BlockdevAdd> nulls = Combinators.combine(
                        Arbitraries.of(Block.Driver.NULL_CO, Block.Driver.NULL_AIO), names, caches, longs, longs)
                .as(Block.Null::new);
        Arbitrary<BlockdevAdd> others = Combinators.combine(names, caches)
                .as((name, cache) -> new Block.Others(Block.Driver.GLUSTER, name, cache));
        if (depth == 0) {
            return Arbitraries.oneOf(nulls, others);
        }
        Arbitrary<BlockdevRef> files = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(5).map(BlockdevRef.Node::new),
                Arbitraries.lazy(() -> options(depth - 1)).map(BlockdevRef.Definition::new));
        Arbitrary<Block.Backing> backings = Arbitraries.<Block.Backing>of(
                        new Block.Backing.None(), new Block.Backing.Node("b"))
                .injectNull(0.3);
        Arbitrary<List<BlockdevRef>> children = files.list().ofMaxSize(3);
        return Arbitraries.oneOf(
                nulls,
                others,
                Combinators.combine(names, caches, longs, files)
                        .as((name, cache, offset, file) -> new Block.Raw(Block.Driver.RAW, name, cache, offset, file)),
                Combinators.combine(files, names, caches, backings).as(Block.Qcow2::new),
                Combinators.combine(names, caches, children, Arbitraries.longs())
                        .as(Block.Quorum::new));
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false).injectNull(0.3);
    }
}
