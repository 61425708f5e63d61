package io.qmp.api.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(
                QmpObject.of("qom-type", type, "data", HIDDEN),
                shown("object-add", QmpObject.of("qom-type", type, "data", SECRET)));
        assertEquals(
                QmpObject.of("qom-type", type, "data", HIDDEN),
                shown("object-add", QmpObject.of("data", SECRET, "qom-type", type)));
        assertEquals(
                QmpObject.of("props", QmpObject.of("data", HIDDEN), "qom-type", type),
                shown("object-add", QmpObject.of("props", QmpObject.of("data", SECRET), "qom-type", type)));
    }

    @Test
    void aPlaceIsOfItsCommandAlone() {
        QmpObject data = QmpObject.of("data", SECRET);

        assertEquals(data, shown("x-other", data));
        assertEquals(QmpObject.of("backend", data), shown("object-add", QmpObject.of("backend", data)));
    }

    @Test
    void whatIsHiddenMayBeOfAnyType() {
        QmpArray array = new QmpArray(List.of(SECRET, QmpValue.of(1)));

        assertEquals(QmpObject.of("env", HIDDEN), shown("guest-exec", QmpObject.of("env", array)));
        assertEquals(
                QmpObject.of("password", HIDDEN),
                shown("set_password", QmpObject.of("password", QmpObject.of("deep", SECRET))));
        assertEquals(
                QmpObject.of("password", HIDDEN), shown("set_password", QmpObject.of("password", QmpValue.of(1234))));
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

        assertEquals(!secret, shown("__org.example_x", arguments).toString().contains("hunter2"));
        assertEquals(
                !secret,
                Redaction.SECRETS.event(event(arguments)).data().toString().contains("hunter2"));
    }

    @Test
    void aNameMayBePlainInOnePlace() {
        QmpObject amend = QmpObject.of("options", QmpObject.of("secret", QmpValue.of("sec0"), "password", SECRET));

        assertEquals(
                QmpObject.of("options", QmpObject.of("secret", QmpValue.of("sec0"), "password", HIDDEN)),
                shown("x-blockdev-amend", amend));
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
        assertEquals(shown, Redaction.SECRETS.text(text));
    }

    @Test
    void onlyTheRestOfALineIsHiddenInAText() {
        assertEquals("a\nkey: ***\r\nb: 1", Redaction.SECRETS.text("a\nkey: hunter2 x\r\nb: 1"));
    }

    @Test
    void longTextsTakeNoMoreThanLinearTime() {
        for (String piece : List.of("a", "=", ":", "a=", "a ", "://", "://a:", "'", "\"", "a\" ", "key")) {
            String text = ':' + piece.repeat(500_000);
            assertFalse(Redaction.SECRETS.text(text).isEmpty());
        }
    }

    @Test
    void anErrorThatRepeatsASecretIsHidden() {
        Request request = request("set_password", QmpObject.of("protocol", SECRET, "password", SECRET));
        QmpError error = QmpError.generic("Parameter 'protocol' does not accept value 'hunter2'");

        assertEquals(QmpError.generic("***"), Redaction.SECRETS.error(error, request));
        assertEquals(
                new Reply.Failure(QmpError.generic("***"), null),
                Redaction.SECRETS.reply(new Reply.Failure(error, null), request));
    }

    @Test
    void anErrorThatRepeatsPartOfALineIsHidden() {
        Request request =
                request("human-monitor-command", QmpObject.of("command-line", QmpValue.of("set_password vnc hunter2")));

        assertEquals(QmpError.generic("***"), Redaction.SECRETS.error(QmpError.generic("unknown: 'hunter2'"), request));
        QmpError other = QmpError.generic("not now");
        assertSame(other, Redaction.SECRETS.error(other, request));
    }

    @Test
    void anErrorThatRepeatsANumberIsHidden() {
        Request request = request("set_password", QmpObject.of("password", QmpValue.of(123456)));

        assertEquals(QmpError.generic("***"), Redaction.SECRETS.error(QmpError.generic("not 123456"), request));
    }

    @Test
    void aReplyToAnUnknownCommandShowsNothing() {
        assertEquals(
                new Reply.Success(HIDDEN, QmpValue.of(7)),
                Redaction.SECRETS.reply(new Reply.Success(SECRET, QmpValue.of(7)), null));
        Reply nothing = new Reply.Success(QmpObject.EMPTY, QmpValue.of(7));
        assertSame(nothing, Redaction.SECRETS.reply(nothing, null));
    }

    @Test
    void aMessageWithoutSecretsIsNotCopied() {
        Request request = request("balloon", QmpObject.of("value", QmpValue.of(1)));
        Reply reply = new Reply.Success(QmpObject.of("list", new QmpArray(List.of(QmpValue.of("x=1")))), null);
        Event event = event(QmpObject.of("a", QmpObject.of("b", QmpValue.of(true))));
        Greeting greeting = new Greeting(QmpObject.EMPTY);

        assertSame(request, Redaction.SECRETS.message(request, null));
        assertSame(reply, Redaction.SECRETS.message(reply, request));
        assertSame(event, Redaction.SECRETS.message(event, null));
        assertSame(greeting, Redaction.SECRETS.message(greeting, null));
    }

    @Test
    void unreadableInputIsNotShown() {
        Malformed unreadable =
                new Malformed(QmpError.generic("JSON parse error, stray 'hunter2'"), QmpValue.of(3), false);

        Malformed shown = (Malformed) Redaction.SECRETS.message(unreadable, null);
        assertEquals("JSON parse error, stray '***'", shown.error().desc());
        assertEquals(QmpValue.of(3), shown.id());
    }

    @Test
    void depthCannotExhaustTheStack() {
        QmpValue deep = SECRET;
        for (int i = 0; i < 100_000; i++) {
            deep = i % 2 == 0 ? QmpObject.of("a", deep) : new QmpArray(List.of(deep));
        }
        Request request = request("x", QmpObject.of("a", deep));

        Request shown = Redaction.SECRETS.request(request);
        assertFalse(shown.arguments().toString().contains("hunter2"));
        assertEquals(QmpError.generic("no"), Redaction.SECRETS.error(QmpError.generic("no"), request));
    }

    @Test
    void nothingIsHiddenWhereThatIsWanted() {
        Request request = request("set_password", QmpObject.of("password", SECRET));
        Reply reply = new Reply.Success(SECRET, null);

        assertSame(request, Redaction.NONE.request(request));
        assertSame(reply, Redaction.NONE.reply(reply, null));
        assertEquals("password=x", Redaction.NONE.text("password=x"));
        assertEquals(List.of(), Redaction.NONE.places());
    }

    @Test
    void placesCanBeAddedAndTakenBack() {
        Redaction more = Redaction.SECRETS.with("argument my-command a.b", "result my-command", "not member key");
        QmpObject arguments = QmpObject.of("a", QmpObject.of("b", SECRET, "key", QmpValue.of("k")));
        Request request = request("my-command", arguments);

        assertEquals(
                QmpObject.of("a", QmpObject.of("b", HIDDEN, "key", QmpValue.of("k"))),
                more.request(request).arguments());
        assertEquals(new Reply.Success(HIDDEN, null), more.reply(new Reply.Success(SECRET, null), request));
        assertTrue(more.places().contains("argument my-command a.b"));
        assertFalse(more.places().contains("member key"));
        assertTrue(Redaction.SECRETS.places().contains("member key"));
    }

    @Test
    void placesCanBeReadFromAFile() {
        Redaction read = Redaction.NONE.with(new StringReader("# comment\n\n  harmless  info   stop \nmember pin\n"));

        assertEquals(List.of("harmless info", "harmless stop", "member pin"), read.places());
        assertEquals(
                List.of("harmless stop", "member pin"),
                read.with("not harmless info").places());
    }

    @Test
    void aLineThatNamesNoPlaceIsRefused() {
        for (String line : List.of("argument object-add", "member", "secret", "commands a b c", "not-a-kind a b")) {
            var refused = assertThrows(IllegalArgumentException.class, () -> Redaction.NONE.with(line));
            assertTrue(refused.getMessage().contains(line), refused.getMessage());
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

        assertEquals(
                "{actions=[{data={data-of-its-own=\"***\", name=\"n\"}, type=\"inner\"}]}",
                more.request(request("transaction", arguments)).arguments().toString());
        assertSame(arguments, shown("transaction", arguments));
    }
}
