package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.QmpAddress;
import io.qmp.server.ServerOptions;
import io.qmp.transcript.ReplayPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builder of {@link FakeQemu}. May be used for several fakes, one after the other, which share nothing.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class FakeQemuBuilder {
    private final List<Supplier<? extends QmpPlugin>> plugins = new ArrayList<>();
    private VersionInfo version = new VersionInfo(new VersionTriple(10, 0, 0), "");
    private ServerOptions options = ServerOptions.DEFAULT;
    private @Nullable Supplier<ReplayPlugin> replay;
    private @Nullable Schema schema;
    private @Nullable QmpAddress address;
    private boolean lenient;
    private boolean machine;
    private boolean virtualTime;
    private int clients = 1;

    FakeQemuBuilder() {}

    /**
     * Checks all that the test declares against a schema, and answers {@code query-commands} and {@code
     * query-qmp-schema} from it. The default is no schema: nothing is checked, and these commands are like others.
     */
    public FakeQemuBuilder schema(Schema known) {
        schema = known;
        return this;
    }

    /** Takes a bundled schema as {@link #schema(Schema)} does, and its version as {@link #version} does. */
    public FakeQemuBuilder schema(QemuSchema bundled) {
        return schema(bundled.read()).version(bundled.version());
    }

    /** Checks nothing against the schema, so that tests can declare what no QEMU says. */
    public FakeQemuBuilder lenient() {
        lenient = true;
        return this;
    }

    /** Sets the version that the greeting names; the default is 10.0.0. */
    public FakeQemuBuilder version(VersionInfo named) {
        version = named;
        return this;
    }

    /**
     * Hands commands that the test has not declared to the installed plugins, such as those of the reference machine.
     * Only commands that these do not have either are unexpected.
     */
    public FakeQemuBuilder machine() {
        machine = true;
        return this;
    }

    /**
     * Adds a plugin, which executes commands that the test has not declared.
     *
     * @param source makes one for each server: at the start, and at each {@link FakeQemu#restart}
     */
    public FakeQemuBuilder plugin(Supplier<? extends QmpPlugin> source) {
        plugins.add(source);
        return this;
    }

    /**
     * Answers commands that the test has not declared from a transcript, with the greeting that it has. Commands that
     * it does not answer either are unexpected.
     *
     * @param source makes the plugin of each server: at the start, and at each {@link FakeQemu#restart}
     */
    public FakeQemuBuilder replay(Supplier<ReplayPlugin> source) {
        replay = source;
        return this;
    }

    /** Sets where to listen. The default is a unix socket in a temporary directory of its own. */
    public FakeQemuBuilder address(QmpAddress where) {
        address = where;
        return this;
    }

    /**
     * Lets time pass only by {@link FakeQemu#advance}. Such a fake listens nowhere: its clients use {@link
     * FakeQemu#connection}, and are run by the test's thread within calls of the fake.
     */
    public FakeQemuBuilder virtualTime() {
        virtualTime = true;
        return this;
    }

    /** Sets how many clients are served at a time; the default is one, as in QEMU. Others wait for the greeting. */
    public FakeQemuBuilder clients(int number) {
        clients = number;
        return this;
    }

    /** Sets the options of the server, such as limits and policy. Their version counts for nothing. */
    public FakeQemuBuilder options(ServerOptions serverOptions) {
        options = serverOptions;
        return this;
    }

    /**
     * {@return the fake, to which clients can connect}
     *
     * @throws IllegalStateException if no codec or, without virtual time, no transport is installed
     * @throws io.qmp.api.error.ConnectFailedException if it cannot listen
     */
    public FakeQemu start() {
        return new FakeQemu(new FakeSettings(
                List.copyOf(plugins),
                replay,
                options.withVersion(version),
                schema,
                address,
                lenient,
                machine,
                virtualTime,
                clients));
    }
}
