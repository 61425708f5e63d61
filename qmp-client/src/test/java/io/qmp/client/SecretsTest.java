package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.spi.TrafficTap;
import io.qmp.contracts.ScriptedPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a tap sees of commands with secrets; in each of them the secret is {@code hunter2}, and {@code seen} is
 * none.
 */
class SecretsTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final StringBuilder seen = new StringBuilder();
    private final TrafficTap tap = new TrafficTap() {
        @Override
        public void sent(QmpMessage message) {
            seen.append(message).append('\n');
        }

        @Override
        public void received(QmpMessage message) {
            seen.append(message).append('\n');
        }
    };
    private final QmpClient client = Clients.running(peer, QmpClient.builder().tap(tap));

    private static QmpObject object(String json) {
        return (QmpObject) WireCodec.installed().parse(json);
    }

    private void check() {
        assertThat(seen.toString().contains("hunter2")).as(seen.toString()).isFalse();
        assertThat(seen.toString().contains("seen")).as(seen.toString()).isTrue();
        assertThat(seen.toString().contains("***")).as(seen.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object-add {'qom-type':'secret','id':'seen','data':'hunter2'}",
                "object-add {'data':'hunter2','id':'seen','qom-type':'secret'}",
                "object-add {'qom-type':'secret','id':'seen','props':{'data':'hunter2','format':'raw'}}",
                "object-add {'qom-type':'secret','id':'seen','data':'hunter2','keyid':'k','iv':'i','format':'base64'}",
                "qom-set {'path':'/objects/seen','property':'data','value':'hunter2'}",
                "qom-set {'value':'hunter2','path':'/objects/seen','property':'password'}",
                "qom-set {'value':{'a':'hunter2'},'property':'vnc-passwd','path':'seen'}",
                "human-monitor-command {'command-line':'set_password vnc hunter2','cpu-index':1,'x':'seen'}",
                "human-monitor-command {'command-line':'  hunter2','x':'seen'}",
                "human-monitor-command {'command-line':'infohunter2','x':'seen'}",
                "human-monitor-command {'command-line':'object_add secret,id=s,data=hunter2','x':'seen'}",
                "human-monitor-command {'command-line':'drive_add 0 file=seen,password=hunter2','x':'seen'}",
                "set_password {'protocol':'seen','password':'hunter2','connected':'keep'}",
                "change-vnc-password {'password':'hunter2','x':'seen'}",
                "block_passwd {'device':'seen','password':'hunter2'}",
                "sev-inject-launch-secret {'packet-header':'seen','secret':'hunter2','gpa':1}",
                "send-key {'keys':[{'type':'qcode','data':'hunter2'}],'x':'seen'}",
                "input-send-event {'events':[{'type':'seen','data':{'down':true,'key':{'data':'hunter2'}}}]}",
                "ringbuf-write {'device':'seen','data':'hunter2'}",
                "blockdev-add {'driver':'https','node-name':'seen','url':'https://u:hunter2@h/x'}",
                "blockdev-add {'driver':'raw','node-name':'seen','file':{'driver':'https','cookie':'hunter2'}}",
                "blockdev-add {'node-name':'seen','file':{'driver':'file','filename':'json:{\\'cookie\\':\\'hunter2\\'}'}}",
                "blockdev-reopen {'options':[{'node-name':'seen','file':{'cookie':'hunter2'}}]}",
                "blockdev-change-medium {'id':'seen','filename':'rbd:a/b:key=hunter2'}",
                "migrate {'uri':'exec:curl https://u:hunter2@seen/x','x':'seen'}",
                "transaction {'actions':[{'type':'x','data':{'node-name':'seen','password':'hunter2'}}]}",
                "transaction {'actions':[{'data':{'snapshot-file':'ftp://u:hunter2@h/x'},'type':'seen'}]}",
                "guest-file-write {'handle':1,'buf-b64':'hunter2','x':'seen'}",
                "guest-exec {'path':'seen','arg':['a'],'env':['A=hunter2'],'input-data':'hunter2'}",
                "guest-ssh-add-authorized-keys {'username':'seen','keys':['hunter2']}",
                "guest-ssh-remove-authorized-keys {'username':'seen','keys':['hunter2']}",
                "guest-set-user-password {'username':'seen','password':'hunter2','crypted':false}",
                "__org.example_login {'user':'seen','passphrase':'hunter2'}",
                "__org.example_login {'a':[{'user':'seen','Api-Key':'hunter2'}]}",
                "__org.example_set {'name':'secret','value':'hunter2','x':'seen'}",
            })
    void argumentsWithSecretsAreNotShown(String request) {
        int space = request.indexOf(' ');
        QmpObject arguments = object(request.substring(space));
        client.execute(request.substring(0, space), arguments);

        assertThat(peer.next().get("arguments")).isEqualTo(arguments);
        check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "qom-get {'path':'/objects/seen','property':'data'} 'hunter2'",
                "qom-get {'property':'password','path':'/objects/seen'} {'a':['hunter2']}",
                "qom-list-get {'paths':['seen']} [{'properties':[{'name':'data','type':'str','value':'hunter2'}]}]",
                "human-monitor-command {'command-line':'x /8 0','a':'seen'} 'hunter2'",
                "human-monitor-command {'command-line':'info block','a':'seen'} 'a: https://u:hunter2@h'",
                "ringbuf-read {'device':'seen'} 'hunter2'",
                "query-block {} [{'device':'seen','inserted':{'file':'json:{\\'cookie\\':\\'hunter2\\'}'}}]",
                "query-named-block-nodes {} [{'a':'seen','image':{'filename':'https://u:hunter2@h/x'}}]",
                "guest-file-read {'handle':1} {'count':7,'buf-b64':'hunter2','x':'seen'}",
                "guest-exec-status {'pid':1} {'exited':true,'out-data':'hunter2','err-data':'hunter2','x':'seen'}",
                "guest-ssh-get-authorized-keys {'username':'seen'} {'keys':['hunter2']}",
                "__org.example_x {} {'a':[{'access-token':'hunter2','user':'seen'}]}",
            })
    void resultsWithSecretsAreNotShown(String exchange) {
        String[] words = exchange.split(" (?=[\\[{'])", 3);
        var result = client.execute(words[0], object(words[1]));
        peer.answer(words[2]);

        assertThat(result.join().toString().contains("hunter2")).isTrue();
        check();
    }

    @Test
    void harmlessLinesAndTheirResultsAreShown() {
        for (String line : new String[] {"info status", " stop", "cont", "savevm s0"}) {
            seen.setLength(0);
            client.execute("human-monitor-command", object("{'command-line': '" + line + "'}"));
            peer.answer("'VM status: running'");

            assertThat(seen.toString().contains(line)).as(seen.toString()).isTrue();
            assertThat(seen.toString().contains("VM status: running"))
                    .as(seen.toString())
                    .isTrue();
        }
    }

    @Test
    void namesOfSecretsAreNoSecrets() {
        client.execute(
                "blockdev-add",
                object("{'driver':'luks','key-secret':'sec0','file':{'driver':'https','password-secret':'sec1',"
                        + "'cookie-secret':'sec2','username':'user0'}}"));
        client.execute("x-blockdev-amend", object("{'options':{'driver':'luks','secret':'sec3','new-secret':'sec4'}}"));
        client.execute("object-add", object("{'qom-type':'tls-creds-x509','id':'t','passwordid':'sec5'}"));
        peer.requested();

        assertThat(seen.toString().contains("***")).as(seen.toString()).isFalse();
    }

    @Test
    void anErrorThatRepeatsASecretIsShownNeitherToTapsNorInMessages() {
        var refused = client.execute("set_password", object("{'protocol':'seen','password':'hunter2'}"));
        peer.refuse("GenericError", "Parameter 'protocol' does not accept value 'hunter2'");

        var failure = failure(CommandFailedException.class, refused);
        assertThat(failure.toString().contains("hunter2"))
                .as(failure.toString())
                .isFalse();
        assertThat(failure.error().desc().contains("hunter2")).isTrue();
        check();
    }

    @Test
    void lateRepliesAreStillKnown() {
        var given = client.execute("guest-file-read", object("{'handle':1}"));
        QmpObject request = peer.next();
        given.cancel(false);
        peer.answer(request, "{'buf-b64':'hunter2','x':'seen'}");
        peer.answer(request, "{'buf-b64':'hunter2','x':'unseen'}");

        check();
        assertThat(seen.toString().contains("unseen")).as(seen.toString()).isFalse();
    }

    @Test
    void unreadableInputIsNotShown() {
        peer.send("{\"return\": hunter2seen}\r\n");
        peer.send("\"seen\"\r\n");
        client.execute("seen", QmpObject.EMPTY);
        peer.next();

        check();
    }
}
