package io.qmp.testkit.fake;

import io.qmp.api.Experimental;
import io.qmp.api.wire.QmpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Builder of {@link FakeAgent}. May be used for several fakes, one after the other, which share nothing.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class FakeAgentBuilder {
    private QemuSchema version = QemuSchema.V10_0;
    private @Nullable QmpAddress address;
    private boolean lenient;
    private boolean virtualTime;

    FakeAgentBuilder() {}

    /** Sets the version of QEMU whose agent it is; the default is 10.0. Commands that are declared must be its. */
    public FakeAgentBuilder version(QemuSchema qemu) {
        version = qemu;
        return this;
    }

    /** Checks no names, so that tests can declare commands that no agent has. */
    public FakeAgentBuilder lenient() {
        lenient = true;
        return this;
    }

    /** Sets where to listen. The default is a unix socket in a temporary directory of its own. */
    public FakeAgentBuilder address(QmpAddress where) {
        address = where;
        return this;
    }

    /** Lets time pass only by {@link FakeAgent#advance}, as {@link FakeQemuBuilder#virtualTime} does. */
    public FakeAgentBuilder virtualTime() {
        virtualTime = true;
        return this;
    }

    /**
     * {@return the fake, to which clients can connect}
     *
     * @throws IllegalStateException if no codec or, without virtual time, no transport is installed
     * @throws io.qmp.api.error.ConnectFailedException if it cannot listen
     */
    public FakeAgent start() {
        return new FakeAgent(new AgentCommands(version), lenient, virtualTime, address);
    }
}
