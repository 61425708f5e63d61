package io.qmp.mux.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCertificate.AlternativeName;
import io.qmp.api.host.PeerCertificate.Kind;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final String POLICY = """
            {'roles': {
               'backup': {'extends': 'observer', 'allow': ['job-*', {'command': 'blockdev-add',
                          'arguments': {'driver': ['nbd', 'raw'], 'read-only': true}}],
                          'deny': [{'command': 'qom-get', 'arguments': {'path': '/objects/*'}}],
                          'events': ['JOB_*', 'STOP']},
               'nightly': {'extends': 'backup', 'deny': ['job-cancel']}},
             'clients': [
               {'listener': 'rw*', 'uid': 0, 'role': 'owner'},
               {'certificate': 'backup.example.org', 'role': 'backup'},
               {'listener': 'rw1', 'role': 'operator'},
               {'listener': 'ro', 'role': 'observer'}]}
            """;

    private final Policy policy = Policy.parse(POLICY);

    private static Request request(String command, String arguments) {
        return new Request(command, (QmpObject) WireCodec.installed().parse(arguments), null, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "backup  | query-status  | {}                                        | true",
                "backup  | job-cancel    | {}                                        | true",
                "nightly | job-cancel    | {}                                        | false",
                "nightly | job-pause     | {}                                        | true",
                "backup  | stop          | {}                                        | false",
                "backup  | blockdev-add  | {'driver': 'nbd', 'read-only': true}       | true",
                "backup  | blockdev-add  | {'driver': 'nbd', 'read-only': false}      | false",
                "backup  | blockdev-add  | {'driver': 'nbd'}                         | false",
                "backup  | blockdev-add  | {'driver': 'file', 'read-only': true}      | false",
                "backup  | qom-get       | {'path': '/machine', 'property': 'type'}   | true",
                "backup  | qom-get       | {'path': '/objects/s0', 'property': 'x'}   | false",
                "observer| quer          | {}                                        | false",
                "observer| screendump    | {'filename': '/tmp/x'}                    | false",
                "observer| human-monitor-command | {'command-line': 'info status'}    | false",
                "operator| migrate       | {'uri': 'tcp:host:1'}                     | true",
                "operator| migrate       | {'uri': 'exec:rm'}                        | false",
                "operator| migrate       | {'uri': 'file:/x'}                        | false",
                "operator| migrate       | {'channels': [{'addr': {'transport': 'socket', 'type': 'inet'}}]} | true",
                "operator| migrate       | {'channels': [{'addr': {'transport': 'exec', 'args': []}}]}       | false",
                "operator| migrate       | {'uri': 'fd:x'}                          | false",
                "operator| migrate       | {'uri': 'unix:/x'}                       | false",
                "operator| migrate       | {'channels': [{'addr': {'transport': 'file'}}]}                   | false",
                "operator| migrate       | {'channels': [{'addr': {'transport': 'socket', 'type': 'fd'}}]}   | false",
                "operator| migrate       | {'channels': [{'addr': {'transport': 'socket', 'type': 'unix'}}]} | false",
                "operator| cont          | {}                                        | true",
                "operator| contx         | {}                                        | false",
                "operator| stop          | {}                                        | true",
                "operator| system_reset  | {}                                        | true",
                "operator| systemreset   | {}                                        | false",
                "operator| balloon       | {'value': 1}                              | true",
                "operator| block-job-set-speed | {}                                  | true",
                "operator| blockdev-add  | {}                                        | false",
                "operator| job-dismiss   | {}                                        | true",
                "operator| set_link      | {}                                        | true",
                "operator| inject-nmi    | {}                                        | true",
                "operator| migrate-continue | {}                                     | true",
                "operator| migrate-pause | {}                                        | true",
                "operator| migrate_cancel | {}                                       | true",
                "operator| migrate-set-capabilities | {}                             | true",
                "operator| migrate-incoming | {'uri': 'exec:x'}                      | false",
                "operator| query-status  | {}                                        | true",
                "observer| qom-list-types | {}                                       | true",
                "observer| qom-list-properties | {}                                  | true",
                "observer| qom-list      | {'path': '/objects'}                      | true",
                "observer| qom-listx     | {}                                        | false",
                "observer| qom-list-get  | {'paths': ['/machine', '/machine/d0']}    | true",
                "observer| qom-list-get  | {'paths': ['/machine', '/objects/s0']}    | false",
                "observer| qom-list-get  | {'paths': ['s0']}                         | false",
                "observer| qom-get       | {'path': 's0', 'property': 'data'}        | false",
                "observer| qom-get       | {'path': 'x', 'property': 'vncpassword'}  | false",
                "operator| qom-get       | {'path': 's0', 'property': 'data'}        | false",
                "owner   | qom-get       | {'path': 's0', 'property': 'data'}        | true",
                "observer| guest-ping    | {}                                        | true",
                "observer| guest-info    | {}                                        | true",
                "observer| guest-get-users | {}                                      | true",
                "observer| guest-network-get-interfaces | {}                         | true",
                "observer| guest-network-set | {}                                    | false",
                "observer| guest-fsfreeze-status | {}                                | true",
                "observer| guest-fsfreeze-freeze | {}                                | false",
                "observer| guest-file-read | {}                                      | false",
                "observer| guest-set-time | {}                                       | false",
                "observer| guest-ssh-get-authorized-keys | {}                        | false",
                "observer| __io.qmp_mux-clients | {}                                 | false",
                "observer| job-cancel    | {}                                        | false",
                "observer| balloon       | {'value': 1}                              | false",
                "observer| qom-get       | {}                                        | true",
                "observer| qom-set       | {}                                        | false",
                "observer| device-list-properties | {}                               | true",
                "observer| device_add    | {}                                        | false",
                "observer| __io.qmp_mux-events | {}                                  | true",
                "observer| __io.qmp_mux-disconnect | {}                              | false",
                "observer| stop          | {}                                        | false",
                "operator| qom-set       | {}                                        | false",
                "owner   | anything      | {}                                        | true"
            })
    void rulesDecide(String role, String command, String arguments, boolean allowed) {
        Decision decision = policy.role(role.strip()).orElseThrow().decide(request(command.strip(), arguments));
        assertThat(decision.allowed()).as(decision.rule()).isEqualTo(allowed);
    }

    @Test
    void commandIsListedIfSomeArgumentsAreAllowed() {
        Role backup = policy.role("backup").orElseThrow();
        assertThat(backup.mayUse("blockdev-add")).isTrue();
        assertThat(backup.mayUse("qom-get")).isTrue();
        assertThat(backup.mayUse("stop")).isFalse();
        assertThat(policy.role("nightly").orElseThrow().mayUse("job-cancel")).isFalse();
    }

    @Test
    void eventsOfARoleReplaceThoseOfItsBase() {
        Role backup = policy.role("backup").orElseThrow();
        assertThat(List.of("JOB_STATUS_CHANGE", "STOP")).allMatch(backup::hears);
        assertThat(backup.hears("RESUME")).isFalse();
        assertThat(policy.role("nightly").orElseThrow().hears("RESUME")).isFalse();
    }

    private static SessionInfo client(String listener, PeerCredentials credentials, Optional<PeerCertificate> shown) {
        return new SessionInfo(1, listener, new PeerAddress.Unnamed("client"), credentials, shown);
    }

    @Test
    void firstEntryThatFitsAClientGivesItsRole() {
        PeerCredentials root = PeerCredentials.of(1, 0, 0);
        PeerCredentials user = PeerCredentials.of(1, 1000, 1000);
        PeerCertificate shown = new PeerCertificate(
                "CN=x", Optional.of("x"), List.of(new AlternativeName(Kind.DNS, "backup.example.org")));
        assertThat(name(client("rw1", root, Optional.empty()))).contains("owner");
        assertThat(name(client("rw1", user, Optional.empty()))).contains("operator");
        assertThat(name(client("rw2", user, Optional.empty()))).isEmpty();
        assertThat(name(client("rw2", PeerCredentials.UNKNOWN, Optional.of(shown))))
                .contains("backup");
        assertThat(name(client("ro", root, Optional.empty()))).contains("observer");
    }

    private Optional<String> name(SessionInfo client) {
        return policy.role(client).map(Role::name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                              | a policy is an object",
                "{'role': {}}                                    | role: is unknown here; known are roles, clients",
                "{'roles': {'a': {'allows': []}}}                | roles.a.allows: is unknown here",
                "{'roles': {'a': {'allow': ['x', 1]}}}           | roles.a.allow[1]: must be an object",
                "{'roles': {'a': {'allow': [{}]}}}               | roles.a.allow[0].command: is missing",
                "{'roles': {'a': {'extends': 'b'}}}              | roles.b: there is no such role",
                "{'roles': {'a': {'extends': 'b'}, 'b': {'extends': 'a'}}} | roles.a: extends itself: a, b",
                "{'roles': {'a': {'deny': [{'command': 'x', 'arguments': {'y': {}}}]}}} | arguments.y: must be a string",
                "{'clients': [{'uid': 'root', 'role': 'owner'}]} | clients[0].uid: must be the number of a user",
                "{'clients': [{'role': 'boss'}]}                 | clients[0].role: there is no role 'boss'",
                "{'roles' }                                      | JSON parse error"
            })
    void mistakesAreNamedWithTheirPlace(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.parse(text))
                .withMessageContaining(message.strip());
    }

    @Test
    void mistakesInAFileHaveItsName(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.json"), "{'role': 1}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.read(file))
                .withMessageContaining("policy.json: role: is unknown here");
    }
}
