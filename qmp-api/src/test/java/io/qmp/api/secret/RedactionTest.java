package io.qmp.api.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.Timestamp;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private static final QmpString SECRET = QmpValue.of("hunter2");
    private static final QmpString HIDDEN = QmpValue.of("***");

    private static Request request(String command, QmpObject arguments) {
        return new Request(command, arguments, QmpValue.of(1), false);
    }

    private static QmpObject shown(String command, QmpObject arguments) {
        return Redaction.SECRETS.request(request(command, arguments)).arguments();
    }

    private static Event event(QmpObject data) {
        return new Event("E", data, new Timestamp(1, 2));
    }

    @Test
    void theOrderOfMembersDoesNotCount() {
        QmpString type = QmpValue.of("secret");
        assertThat(shown("object-add", QmpObject.of("qom-type", type, "data", SECRET)))
                .isEqualTo(QmpObject.of("qom-type", type, "data", HIDDEN));
        assertThat(shown("object-add", QmpObject.of("data", SECRET, "qom-type", type)))
                .isEqualTo(QmpObject.of("qom-type", type, "data", HIDDEN));
        assertThat(shown("object-add", QmpObject.of("props", QmpObject.of("data", SECRET), "qom-type", type)))
                .isEqualTo(QmpObject.of("props", QmpObject.of("data", HIDDEN), "qom-type", type));
    }

    @Test
    void aPlaceIsOfItsCommandAlone() {
        QmpObject data = QmpObject.of("data", SECRET);

        assertThat(shown("x-other", data)).isEqualTo(data);
        assertThat(shown("object-add", QmpObject.of("backend", data))).isEqualTo(QmpObject.of("backend", data));
    }

    @Test
    void whatIsHiddenMayBeOfAnyType() {
        QmpArray array = new QmpArray(List.of(SECRET, QmpValue.of(1)));

        assertThat(shown("guest-exec", QmpObject.of("env", array))).isEqualTo(QmpObject.of("env", HIDDEN));
        assertThat(shown("set_password", QmpObject.of("password", QmpObject.of("deep", SECRET))))
                .isEqualTo(QmpObject.of("password", HIDDEN));
        assertThat(shown("set_password", QmpObject.of("password", QmpValue.of(1234))))
                .isEqualTo(QmpObject.of("password", HIDDEN));
    }

    @ParameterizedTest
    @CsvSource({
        "password, true",
        "admin-password, true",
        "userPassword, true",
        "file.password, true",
        "Passphrase, true",
        "cookie, true",
        "key, true",
        "access_token, true",
        "password-secret, false",
        "passwordid, false",
        "key-secret, false",
        "keyid, false",
        "cookie-secret, false",
        "keys, false",
        "monkey, false"
    })
    void unknownCommandsGoByTheNamesOfMembers(String name, boolean secret) {
        QmpObject arguments = QmpObject.of("list", new QmpArray(List.of(QmpObject.of(name, SECRET))));

        assertThat(shown("__org.example_x", arguments).toString().contains("hunter2"))
                .isEqualTo(!secret);
        assertThat(Redaction.SECRETS.event(event(arguments)).data().toString().contains("hunter2"))
                .isEqualTo(!secret);
    }

    @Test
    void aNameMayBePlainInOnePlace() {
        QmpObject amend = QmpObject.of("options", QmpObject.of("secret", QmpValue.of("sec0"), "password", SECRET));

        assertThat(shown("x-blockdev-amend", amend))
                .isEqualTo(QmpObject.of("options", QmpObject.of("secret", QmpValue.of("sec0"), "password", HIDDEN)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:hunter2@host/x | https://user:***@host/x",
                "https://user:hu@nter2@host/x | https://user:***@host/x",
                "https://:hunter2@host/x | https://:***@host/x",
                "https://user@host:8080/x | https://user@host:8080/x",
                "https://host/x?token=hunter2 | https://host/x?token=***",
                "rbd:pool/image:id=admin:key=hunter2:x=1 | rbd:pool/image:id=admin:key=***",
                "driver=https,file.cookie=hunter2,a=b | driver=https,file.cookie=***",
                "json:{\"driver\":\"https\",\"cookie\":\"hunter2\"} | json:{\"driver\":\"https\",\"cookie\":***",
                "json:{'cookie' : 'hunter2'} | json:{'cookie' : ***",
                "json:{\"coo\\u006bie\":\"hunter2\"} | json:***",
                "a password: hunter2 | a password: ***",
                "PASSWORD=hunter2 | PASSWORD=***",
                "password-secret=sec0,key-secret=sec1 | password-secret=sec0,key-secret=sec1",
                "Parameter 'password' is missing | Parameter 'password' is missing",
                "tcp:host:4444 | tcp:host:4444",
                "JSON parse error, invalid keyword 'hunter2' | JSON parse error, invalid keyword '***'",
                "JSON parse error, stray 'a'hunter2' | JSON parse error, stray '***'"
            })
    void secretsWithinTextsAreFound(String text, String shown) {
        assertThat(Redaction.SECRETS.text(text)).isEqualTo(shown);
    }

    @Test
    void onlyTheRestOfALineIsHiddenInAText() {
        assertThat(Redaction.SECRETS.text("a\nkey: hunter2 x\r\nb: 1")).isEqualTo("a\nkey: ***\r\nb: 1");
    }

    @Test
    void longTextsTakeNoMoreThanLinearTime() {
        for (String piece : List.of("a", "=", ":", "a=", "a ", "://", "://a:", "'", "\"", "a\" ", "key")) {
            String text = ':' + piece.repeat(500_000);
            assertThat(Redaction.SECRETS.text(text).isEmpty()).isFalse();
        }
    }

    @Test
    void anErrorThatRepeatsASecretIsHidden() {
        Request request = request("set_password", QmpObject.of("protocol", SECRET, "password", SECRET));
        QmpError error = QmpError.generic("Parameter 'protocol' does not accept value 'hunter2'");

        assertThat(Redaction.SECRETS.error(error, request)).isEqualTo(QmpError.generic("***"));
        assertThat(Redaction.SECRETS.reply(new Reply.Failure(error, null), request))
                .isEqualTo(new Reply.Failure(QmpError.generic("***"), null));
    }

    @Test
    void anErrorThatRepeatsPartOfALineIsHidden() {
        Request request =
                request("human-monitor-command", QmpObject.of("command-line", QmpValue.of("set_password vnc hunter2")));

        assertThat(Redaction.SECRETS.error(QmpError.generic("unknown: 'hunter2'"), request))
                .isEqualTo(QmpError.generic("***"));
        QmpError other = QmpError.generic("not now");
        assertThat(Redaction.SECRETS.error(other, request)).isSameAs(other);
    }

    @Test
    void anErrorThatRepeatsANumberIsHidden() {
        Request request = request("set_password", QmpObject.of("password", QmpValue.of(123456)));

        assertThat(Redaction.SECRETS.error(QmpError.generic("not 123456"), request))
                .isEqualTo(QmpError.generic("***"));
    }

    @Test
    void aReplyToAnUnknownCommandShowsNothing() {
        assertThat(Redaction.SECRETS.reply(new Reply.Success(SECRET, QmpValue.of(7)), null))
                .isEqualTo(new Reply.Success(HIDDEN, QmpValue.of(7)));
        Reply nothing = new Reply.Success(QmpObject.EMPTY, QmpValue.of(7));
        assertThat(Redaction.SECRETS.reply(nothing, null)).isSameAs(nothing);
    }

    @Test
    void aMessageWithoutSecretsIsNotCopied() {
        Request request = request("balloon", QmpObject.of("value", QmpValue.of(1)));
        Reply reply = new Reply.Success(QmpObject.of("list", new QmpArray(List.of(QmpValue.of("x=1")))), null);
        Event event = event(QmpObject.of("a", QmpObject.of("b", QmpValue.of(true))));
        Greeting greeting = new Greeting(QmpObject.EMPTY);

        assertThat(Redaction.SECRETS.message(request, null)).isSameAs(request);
        assertThat(Redaction.SECRETS.message(reply, request)).isSameAs(reply);
        assertThat(Redaction.SECRETS.message(event, null)).isSameAs(event);
        assertThat(Redaction.SECRETS.message(greeting, null)).isSameAs(greeting);
    }

    @Test
    void unreadableInputIsNotShown() {
        Malformed unreadable =
                new Malformed(QmpError.generic("JSON parse error, stray 'hunter2'"), QmpValue.of(3), false);

        Malformed shown = (Malformed) Redaction.SECRETS.message(unreadable, null);
        assertThat(shown.error().desc()).isEqualTo("JSON parse error, stray '***'");
        assertThat(shown.id()).isEqualTo(QmpValue.of(3));
    }

    @Test
    void depthCannotExhaustTheStack() {
        QmpValue deep = SECRET;
        for (int i = 0; i < 100_000; i++) {
            deep = i % 2 == 0 ? QmpObject.of("a", deep) : new QmpArray(List.of(deep));
        }
        Request request = request("x", QmpObject.of("a", deep));

        Request shown = Redaction.SECRETS.request(request);
        assertThat(shown.arguments().toString().contains("hunter2")).isFalse();
        assertThat(Redaction.SECRETS.error(QmpError.generic("no"), request)).isEqualTo(QmpError.generic("no"));
    }

    @Test
    void nothingIsHiddenWhereThatIsWanted() {
        Request request = request("set_password", QmpObject.of("password", SECRET));
        Reply reply = new Reply.Success(SECRET, null);

        assertThat(Redaction.NONE.request(request)).isSameAs(request);
        assertThat(Redaction.NONE.reply(reply, null)).isSameAs(reply);
        assertThat(Redaction.NONE.text("password=x")).isEqualTo("password=x");
        assertThat(Redaction.NONE.places()).isEmpty();
    }

    @Test
    void placesCanBeAddedAndTakenBack() {
        Redaction more = Redaction.SECRETS.with("argument my-command a.b", "result my-command", "not member key");
        QmpObject arguments = QmpObject.of("a", QmpObject.of("b", SECRET, "key", QmpValue.of("k")));
        Request request = request("my-command", arguments);

        assertThat(more.request(request).arguments())
                .isEqualTo(QmpObject.of("a", QmpObject.of("b", HIDDEN, "key", QmpValue.of("k"))));
        assertThat(more.reply(new Reply.Success(SECRET, null), request)).isEqualTo(new Reply.Success(HIDDEN, null));
        assertThat(more.places().contains("argument my-command a.b")).isTrue();
        assertThat(more.places().contains("member key")).isFalse();
        assertThat(Redaction.SECRETS.places().contains("member key")).isTrue();
    }

    @Test
    void placesCanBeReadFromAFile() {
        Redaction read = Redaction.NONE.with(new StringReader("# comment\n\n  harmless  info   stop \nmember pin\n"));

        assertThat(read.places()).isEqualTo(List.of("harmless info", "harmless stop", "member pin"));
        assertThat(read.with("not harmless info").places()).isEqualTo(List.of("harmless stop", "member pin"));
    }

    @Test
    void aLineThatNamesNoPlaceIsRefused() {
        for (String line : List.of("argument object-add", "member", "secret", "commands a b c", "not-a-kind a b")) {
            var refused = assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> Redaction.NONE.with(line))
                    .actual();
            assertThat(refused.getMessage().contains(line))
                    .as(refused.getMessage())
                    .isTrue();
        }
    }

    @Test
    void commandsWithinCommandsGoByTheirOwnPlaces() {
        Redaction more = Redaction.SECRETS.with("argument inner data-of-its-own");
        QmpObject action = QmpObject.of(
                "data",
                QmpObject.of("data-of-its-own", SECRET, "name", QmpValue.of("n")),
                "type",
                QmpValue.of("inner"));
        QmpObject arguments = QmpObject.of("actions", new QmpArray(List.of(action)));

        assertThat(more.request(request("transaction", arguments)).arguments().toString())
                .isEqualTo("{actions=[{data={data-of-its-own=\"***\", name=\"n\"}, type=\"inner\"}]}");
        assertThat(shown("transaction", arguments)).isSameAs(arguments);
    }
}
