package io.qmp.testkit.fake;

import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.QmpAddress;
import io.qmp.server.ServerOptions;
import io.qmp.transcript.ReplayPlugin;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a fake, as its builder has made them.
 *
 * @param plugins make the added plugins
 * @param replay makes the plugin that answers from a transcript, if there is one
 * @param options the options of the server, with the version
 * @param schema the schema, if there is one
 * @param address where to listen, if it was set
 * @param lenient whether nothing is checked
 * @param machine whether installed plugins are used
 * @param virtualTime whether time passes only by the test
 * @param clients how many clients are served at a time
 */
record FakeSettings(
        List<Supplier<? extends QmpPlugin>> plugins,
        @Nullable Supplier<ReplayPlugin> replay,
        ServerOptions options,
        @Nullable Schema schema,
        @Nullable QmpAddress address,
        boolean lenient,
        boolean machine,
        boolean virtualTime,
        int clients) {

    /** {@return these settings with another version and another schema} */
    FakeSettings as(VersionInfo version, @Nullable Schema other) {
        return new FakeSettings(
                plugins, replay, options.withVersion(version), other, address, lenient, machine, virtualTime, clients);
    }

    /** {@return what declarations are checked against, if they are} */
    @Nullable
    Schema checked() {
        return lenient ? null : schema;
    }
}
