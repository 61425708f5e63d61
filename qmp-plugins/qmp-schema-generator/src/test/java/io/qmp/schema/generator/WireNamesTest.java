package io.qmp.schema.generator;

import static io.qmp.schema.generator.Generated.command;
import static io.qmp.schema.generator.Generated.event;
import static io.qmp.schema.generator.Generated.object;
import static io.qmp.schema.generator.Generated.union;
import static io.qmp.schema.generator.Generated.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JavaNames on the wire that are no names in Java, or have a meaning there. */
class WireNamesTest {
    @TempDir
    Path directory;

    @Test
    void membersAreSpeltAsInJava() throws IOException {
        Generated types = Generated.from(
                directory,
                command("x-do_it", "1", "0") + object("1", "node-name:str", "iops_max:int", "UUID:str", "x86-64:bool"));

        assertThat(types.head("command.XDoIt"))
                .isEqualTo(
                        "record XDoIt(String nodeName, @WireName(\"iops_max\") long iopsMax,"
                                + " @WireName(\"UUID\") String uuid, @WireName(\"x86-64\") boolean x8664) implements Command<Nothing>");
        String arguments = "{'node-name':'n','iops_max':1,'UUID':'u','x86-64':true}";
        types.assertSends("XDoIt", arguments);
    }

    @Test
    void keywordsAndForbiddenNamesGetAnUnderscore() throws IOException {
        Generated types = Generated.from(
                directory,
                command("do", "1", "0")
                        + object(
                                "1",
                                "static:str",
                                "wait:bool",
                                "default?:int",
                                "null?:str",
                                "2d:bool",
                                "to-string?:str"));

        assertThat(types.head("command.Do"))
                .contains(
                        "String static_", "boolean wait_", "Long default_", "String null_", "boolean _2d", "toString_");
        String arguments = "{'static':'s','wait':true,'default':1,'null':'n','2d':false,'to-string':'t'}";
        types.assertSends("Do", arguments);
    }

    @Test
    void valuesBecomeConstants() throws IOException {
        Generated types = Generated.from(
                directory,
                command("set", "1", "0")
                        + object("1", "to:2")
                        + values("2", "3des", "0", "legacyESX", "CPU", "in_progress", "null", "enum", "guest-reset"));

        assertThat(types.type("type.SetTo").getEnumConstants())
                .extracting(Object::toString)
                .containsExactly("_3DES", "_0", "LEGACY_ESX", "CPU", "IN_PROGRESS", "NULL", "ENUM", "GUEST_RESET");
        for (String value : List.of("3des", "legacyESX", "CPU", "in_progress", "guest-reset")) {
            types.assertSends("Set", "{'to':'" + value + "'}");
        }
    }

    @Test
    void casesAreCalledAfterTheirUnion() throws IOException {
        Generated types = Generated.from(
                directory,
                command("set", "1", "0")
                        + union(
                                "1",
                                "type",
                                List.of("type:2", "text:str"),
                                "object=3",
                                "string=4",
                                "list=5",
                                "unknown=6",
                                "plain=7")
                        + values("2", "object", "string", "list", "unknown", "plain")
                        + object("3", "o:str")
                        + object("4", "s:str")
                        + object("5", "l:[str]")
                        + object("6", "u:int")
                        + object("7", "p:int")
                        + Generated.array("str"));

        assertThat(types.source("type.SetArguments").replaceAll("\\s+", " "))
                .contains("permits SetArgumentsObject, SetArgumentsString, SetArgumentsList, SetArgumentsUnknownCase,"
                        + " SetArgumentsPlainCase {");
        types.assertSends("Set", "{'type':'list','text':'t','l':['a']}");
    }

    @Test
    void typesAreNotCalledAsThoseOfJavaLang() throws IOException {
        Generated types = Generated.from(
                directory,
                command("query-string", "0", "1")
                        + object("1", "object:2")
                        + object("2", "name:str")
                        + command("list", "0", "str")
                        + command("override", "0", "str"));

        assertThat(types.source("type.StringInfo")).contains("StringObject object");
        assertThat(types.source("command.List2")).contains("@CommandName(\"list\")");
        assertThat(types.source("command.Override2")).contains("@CommandName(\"override\")");
    }

    @Test
    void commandsAndEventsOfOneNameAreToldApart() throws IOException {
        Generated types = Generated.from(directory, command("stop", "0", "0") + event("STOP", "0"));

        assertThat(types.source("command.Stop")).contains("@CommandName(\"stop\")");
        assertThat(types.source("event.StopEvent")).contains("@EventName(\"STOP\")");
    }

    @Test
    void downstreamNamesLoseTheirDomainWhereNothingClashes() throws IOException {
        Generated types = Generated.from(
                directory,
                command("drop", "1", "0")
                        + command("__com.example-host_drop", "0", "0")
                        + command("__com.example-host_lift", "2", "0")
                        + object("1", "id:str", "__com.example_id?:str", "__com.example_why?:str")
                        + object("2", "mode:3")
                        + values("3", "a", "__org.x_a", "__org.x_b"));

        assertThat(types.head("command.Drop"))
                .isEqualTo("record Drop(String id, @WireName(\"__com.example_id\") @Nullable String comExampleId,"
                        + " @WireName(\"__com.example_why\") @Nullable String why) implements Command<Nothing>");
        assertThat(types.source("command.ComExampleHostDrop")).contains("\"__com.example-host_drop\"");
        assertThat(types.source("command.Lift")).contains("\"__com.example-host_lift\"");
        assertThat(types.type("type.LiftMode").getEnumConstants())
                .extracting(Object::toString)
                .containsExactly("A", "ORG_X_A", "B");
        types.assertSends("Lift", "{'mode':'__org.x_a'}");
    }

    @Test
    void namesThatDifferInSpellingOnlyAreToldApart() throws IOException {
        Generated types =
                Generated.from(directory, command("do", "1", "0") + object("1", "a-b:str", "a_b:str", "aB:str"));

        assertThat(types.head("command.Do")).contains("String aB,", "String aB_,", "String aB__)");
        String arguments = "{'a-b':'1','a_b':'2','aB':'3'}";
        types.assertSends("Do", arguments);
    }
}
