package io.qmp.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagesTest {
    private long now;
    private int written;
    private final Pages pages = new Pages(
            new FleetPage(
                    () -> {
                        written++;
                        return List.of();
                    },
                    Map.of(),
                    false),
            () -> now);

    private HttpResponse get(String accept) {
        return pages.answer(new HttpRequest("GET", "/metrics", "HTTP/1.1", Map.of("accept", accept)));
    }

    @Test
    void aPageIsWrittenOnceForAllWhoAskAtOnce() {
        for (int i = 0; i < 100; i++) {
            get("text/plain");
        }
        now = Pages.SHARED.toNanos() - 1;
        get("text/plain");
        assertThat(written).isEqualTo(1);

        now++;
        get("text/plain");

        assertThat(written).isEqualTo(2);
    }

    @Test
    void formatsAreNotMixed() {
        get("text/plain");

        assertThat(new String(get("application/openmetrics-text").body())).isEqualTo("# EOF\n");
        assertThat(new String(get("text/plain").body())).isEmpty();
        assertThat(written).isEqualTo(2);
    }
}
