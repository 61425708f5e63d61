package io.qmp.plugin.machine.agent;

import io.qmp.api.type.Nothing;
import io.qmp.plugin.machine.Guest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The time that the guest's operating system has. On the loop. */
final class GuestTime {
    private final Guest guest;
    private final InstantSource host;
    private long aheadOfHost;

    GuestTime(Guest guest, InstantSource host) {
        this.guest = guest;
        this.host = host;
    }

    long nanos() {
        return hostNanos() + aheadOfHost;
    }

    /** Sets it and the machine's clock; without a time it is set to the machine's clock. */
    CompletableFuture<Nothing> set(@Nullable Long nanos) {
        if (nanos == null) {
            return guest.clockOffset().thenApply(seconds -> {
                aheadOfHost = TimeUnit.SECONDS.toNanos(seconds);
                return Nothing.NOTHING;
            });
        }
        aheadOfHost = nanos - hostNanos();
        return guest.setClock(TimeUnit.NANOSECONDS.toSeconds(aheadOfHost));
    }

    private long hostNanos() {
        Instant now = host.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
