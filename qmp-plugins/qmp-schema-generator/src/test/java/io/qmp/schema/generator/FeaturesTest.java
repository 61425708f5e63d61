package io.qmp.schema.generator;

import static io.qmp.schema.generator.Generated.command;
import static io.qmp.schema.generator.Generated.event;
import static io.qmp.schema.generator.Generated.object;
import static io.qmp.schema.generator.Generated.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.type.IntegerType;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.naming.NameFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features in the introspection, and facts that it does not have. */
class FeaturesTest {
    @TempDir
    Path directory;

    @Test
    void deprecatedUnstableAndOthers() throws IOException {
        Generated types = Generated.from(
                directory,
                "{'meta-type':'command','name':'old','arg-type':'1','ret-type':'0','allow-oob':true,"
                        + "'features':['deprecated','unstable','json-cli']},"
                        + "{'meta-type':'object','name':'1','members':["
                        + "{'name':'a','type':'2','features':['deprecated']},"
                        + "{'name':'b','type':'str','default':null,'features':['unstable','fdset']}]},"
                        + "{'meta-type':'enum','name':'2','values':['x','y'],'members':["
                        + "{'name':'x','features':['deprecated']},{'name':'y','features':['unstable']}]},");

        assertThat(types.source("command.Old"))
                .contains("@AllowOob\n@Deprecated\n@Unstable\n@Features(\"json-cli\")\npublic record Old(")
                .contains("@Unstable @Features(\"fdset\") @Nullable String b")
                .contains("@Override\n    @Deprecated\n    public OldA a() {")
                .contains("May be executed out of band.");
        assertThat(types.source("type.OldA")).contains("@Deprecated\n    X,").contains("@Unstable\n    Y\n");
    }

    @Test
    void aDeprecatedTagWarnsNobodyInside() throws IOException {
        Generated types = Generated.from(
                directory,
                command("add", "1", "0")
                        + "{'meta-type':'object','name':'1','tag':'type','members':[{'name':'type','type':'2'}],"
                        + "'variants':[{'case':'x','type':'3'},{'case':'y','type':'3'},{'case':'z','type':'4'}]},"
                        + "{'meta-type':'enum','name':'2','values':['x','y','z'],'members':["
                        + "{'name':'x','features':['deprecated']},{'name':'y'},{'name':'z','features':['deprecated']}]},"
                        + object("3", "data:5")
                        + object("4", "data:5")
                        + object("5", "n:int"));

        assertThat(types.source("type.AddArgumentsZ")).contains("@SuppressWarnings(\"deprecation\")");
    }

    @Test
    void serversBefore62TellValuesOnly() throws IOException {
        Generated types = Generated.from(
                directory,
                command("set", "1", "0") + object("1", "to:2") + "{'meta-type':'enum','name':'2','values':['a','b']},");

        assertThat(types.type("type.SetTo").getEnumConstants())
                .extracting(Object::toString)
                .containsExactly("A", "B");
    }

    @Test
    void factsComplete() throws IOException {
        Path file = directory.resolve("facts");
        Files.writeString(file, """
                # what introspection does not tell
                undeclared device_add properties
                rate-limit TICK
                rate-limit ERROR path id unless action=stop

                integer device_add:arg/slots UINT16
                integer query-sizes:ret/size SIZE
                integer query-sizes:ret/old UINT8
                newer query-sizes:ret/unit
                alternate set-name:arg/names StrOrInt
                newer device_add:arg/driver
                """);
        Facts facts = Facts.read(file);
        Generated types = Generated.from(
                directory,
                facts,
                NameFile.EMPTY,
                schema(command("device_add", "1", "0")
                        + object("1", "driver:str", "slots:[int]")
                        + Generated.array("int")
                        + command("query-sizes", "0", "2")
                        + object("2", "size:int", "old?:int", "unit:str")
                        + command("set-name", "4", "0")
                        + object("4", "names:[5]")
                        + Generated.array("5")
                        + Generated.alternate("5", "str", "int")
                        + event("TICK", "0")
                        + event("ERROR", "3")
                        + object("3", "path:str", "id:str", "action:str")));

        assertThat(facts.integers())
                .isEqualTo(Map.of(
                        "device_add:arg/slots",
                        IntegerType.UINT16,
                        "query-sizes:ret/size",
                        IntegerType.SIZE,
                        "query-sizes:ret/old",
                        IntegerType.UINT8));
        assertThat(facts.rateLimits().get("ERROR")).isEqualTo(new Facts.Limit(List.of("path", "id"), "action=stop"));
        assertThat(types.head("command.DeviceAdd"))
                .isEqualTo("record DeviceAdd(String driver, List<@IntType(IntegerType.UINT16) Long> slots,"
                        + " @Rest QmpObject properties) implements Command<Nothing>");
        assertThat(types.head("type.SizesInfo"))
                .isEqualTo(
                        "record SizesInfo(@IntType(IntegerType.SIZE) long size, @Nullable @IntType(IntegerType.UINT8) Long old,"
                                + " @Newer @Nullable String unit)");
        assertThat(types.source("type.SizesInfo"))
                .contains("@param unit {@code unit}: string, absent from older versions");
        assertThat(types.source("type.SizesInfo")).contains("@param size {@code size}: integer (size)");
        assertThat(types.source("type.StringOrInt")).contains("@Alternate(\"StrOrInt\")");
        assertThat(types.source("event.TickEvent")).contains("@RateLimit\npublic");
        assertThat(types.source("event.ErrorEvent"))
                .contains("@RateLimit(key = {\"path\", \"id\"}, unless = \"action=stop\")");
        assertThat(types.sent("DeviceAdd", "{'driver':'d','slots':[65535],'mac':'m'}"))
                .isEqualTo(Generated.json("{'driver':'d','slots':[65535],'mac':'m'}"));
    }

    @Test
    void aLineThatIsNoFactIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("facts"), "guess something\n");

        assertThatThrownBy(() -> Facts.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guess something");
    }
}
