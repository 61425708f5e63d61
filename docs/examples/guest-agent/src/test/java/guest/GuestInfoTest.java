package guest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.qmp.client.QgaClient;
import io.qmp.testkit.fake.FakeAgent;
import org.junit.jupiter.api.Test;

class GuestInfoTest {
    private static String line(FakeAgent qemuGa) {
        QgaClient agent = QgaClient.connect(qemuGa.address()).join();
        try {
            return new GuestInfo(agent).line().join();
        } finally {
            agent.close().join();
        }
    }

    @Test
    void namesHostAndSystem() {
        try (FakeAgent agent = FakeAgent.builder().start()) {
            agent.stub("guest-get-host-name").returns("{'host-name': 'web'}");
            agent.stub("guest-get-osinfo").returns("{'pretty-name': 'Debian GNU/Linux 12'}");

            assertEquals("web: Debian GNU/Linux 12", line(agent));
        }
    }

    @Test
    void bearsWhatTheAgentForbids() {
        try (FakeAgent agent = FakeAgent.builder().start()) {
            agent.stub("guest-get-host-name").returns("{'host-name': 'web'}");
            agent.disable("guest-get-osinfo");
            agent.junk("{\"return\": {\"left by an earlier client");

            assertEquals("web: unknown", line(agent));
        }
    }
}
