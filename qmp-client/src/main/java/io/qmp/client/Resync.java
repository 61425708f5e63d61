package io.qmp.client;

import io.qmp.client.observe.ForeignCalls;
import java.util.Optional;

/** Calls the function of a {@link ReconnectPolicy} after reconnecting. What it throws or fails with is logged. */
record Resync(QmpClient client, Optional<ReconnectPolicy> policy, ForeignCalls foreign) implements Runnable {
    private static final String WHAT = "resync after reconnect";

    @Override
    public void run() {
        policy.ifPresent(known -> foreign.call(
                WHAT,
                () -> known.resync().apply(client).whenComplete((done, failure) -> {
                    if (failure != null) {
                        foreign.failed(WHAT, failure);
                    }
                })));
    }
}
