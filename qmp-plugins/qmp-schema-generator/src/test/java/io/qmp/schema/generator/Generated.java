package io.qmp.schema.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.Binder;
import io.qmp.api.bind.CommandBinding;
import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.EventBinding;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.event.EventData;
import io.qmp.api.message.VersionRange;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.schema.generator.model.Facts;
import io.qmp.schema.generator.model.Version;
import io.qmp.schema.generator.naming.NameFile;
import io.qmp.schema.generator.source.SourceSettings;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.AnnotatedElement;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;

/** Types that were generated from small introspections, compiled and loaded. */
final class Generated {
    private static final WireCodec CODEC = WireCodec.installed();
    private static final String PACKAGE = "example";

    private final Map<String, String> sources;
    private final URLClassLoader loader;
    private final Binder binder = CODEC.newBinder(CompatPolicy.ACCEPT);

    private Generated(Map<String, String> sources, URLClassLoader loader) {
        this.sources = sources;
        this.loader = loader;
    }

    /**
     * An introspection of these entities, without their outer brackets, and of all builtin types and the empty object
     * {@code 0}.
     */
    static Schema schema(String entities) {
        String builtins = Stream.of("str:string", "int:int", "number:number", "bool:boolean", "null:null", "any:value")
                .map(type -> type.split(":"))
                .map(type -> "{'meta-type':'builtin','name':'" + type[0] + "','json-type':'" + type[1] + "'}")
                .collect(Collectors.joining(","));
        return new SchemaSource(Duration.ofSeconds(1))
                .parse("[" + entities + "{'meta-type':'object','name':'0','members':[]}," + builtins + "]");
    }

    /** A command; its arguments and result are types. */
    static String command(String name, String arguments, String result) {
        return "{'meta-type':'command','name':'" + name + "','arg-type':'" + arguments + "','ret-type':'" + result
                + "'},";
    }

    static String event(String name, String data) {
        return "{'meta-type':'event','name':'" + name + "','arg-type':'" + data + "'},";
    }

    /** An object; members read {@code name:type} or, if they are optional, {@code name?:type}. */
    static String object(String name, String... members) {
        return "{'meta-type':'object','name':'" + name + "','members':[" + members(members) + "]},";
    }

    /** A union; cases read {@code value=type}. */
    static String union(String name, String tag, List<String> members, String... cases) {
        String variants = Stream.of(cases)
                .map(one -> one.split("="))
                .map(one -> "{'case':'" + one[0] + "','type':'" + one[1] + "'}")
                .collect(Collectors.joining(","));
        return "{'meta-type':'object','name':'" + name + "','members':[" + members(members.toArray(String[]::new))
                + "],'tag':'" + tag + "','variants':[" + variants + "]},";
    }

    private static String members(String... members) {
        return Stream.of(members)
                .map(member -> member.split(":"))
                .map(member -> member[0].endsWith("?")
                        ? "{'name':'" + member[0].substring(0, member[0].length() - 1) + "','type':'" + member[1]
                                + "','default':null}"
                        : "{'name':'" + member[0] + "','type':'" + member[1] + "'}")
                .collect(Collectors.joining(","));
    }

    static String values(String name, String... values) {
        String members =
                Stream.of(values).map(value -> "{'name':'" + value + "'}").collect(Collectors.joining(","));
        String names = Stream.of(values).map(value -> "'" + value + "'").collect(Collectors.joining(","));
        return "{'meta-type':'enum','name':'" + name + "','members':[" + members + "],'values':[" + names + "]},";
    }

    static String array(String element) {
        return "{'meta-type':'array','name':'[" + element + "]','element-type':'" + element + "'},";
    }

    static String alternate(String name, String... types) {
        String members = Stream.of(types).map(type -> "{'type':'" + type + "'}").collect(Collectors.joining(","));
        return "{'meta-type':'alternate','name':'" + name + "','members':[" + members + "]},";
    }

    static Generated from(Path directory, String entities) throws IOException {
        return from(directory, Facts.NONE, NameFile.EMPTY, schema(entities));
    }

    /**
     * Generates from versions, oldest first, and checks that the types describe the newest one as it describes itself.
     */
    static Generated from(Path directory, Facts facts, NameFile table, Schema... versions) throws IOException {
        List<Version> labelled = new ArrayList<>();
        for (int i = 0; i < versions.length; i++) {
            labelled.add(new Version(Integer.toString(i + 1), versions[i]));
        }
        Map<String, String> sources = Generation.of(
                        labelled, NameFile.EMPTY, table, facts, new SourceSettings("Example", PACKAGE, null, null))
                .sources();
        Path classes = Files.createDirectories(directory.resolve("classes"));
        assertThat(sources.values().stream().flatMap(String::lines)).allMatch(line -> line.length() <= 120);
        compile(directory.resolve("sources"), sources, classes);
        URL[] urls = {classes.toUri().toURL()};
        Generated generated = new Generated(sources, new URLClassLoader(urls, Generated.class.getClassLoader()));
        assertThat(SchemaDiff.between(versions[versions.length - 1], generated.introspection()))
                .isEmpty();
        return generated;
    }

    /** Compiles as strictly as this project does. */
    private static void compile(Path directory, Map<String, String> sources, Path classes) throws IOException {
        SourceDirectory.write(directory, sources);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "--release",
                    "17",
                    "-Xlint:all",
                    "-Xdoclint:all,-missing",
                    "-Werror",
                    "-parameters",
                    "-proc:none",
                    "-d",
                    classes.toString(),
                    "-cp",
                    location(Command.class) + File.pathSeparator + location(NullMarked.class));
            boolean compiled = compiler.getTask(
                            problems,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjects(sources.keySet().stream()
                                    .map(directory::resolve)
                                    .toArray(Path[]::new)))
                    .call();
            assertThat(compiled).as(problems.toString()).isTrue();
        }
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class of that name; its package, below that of all, is left out as in {@code command.Eject}. */
    Class<?> type(String name) {
        try {
            return loader.loadClass(PACKAGE + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name + " is not among " + sources.keySet(), e);
        }
    }

    /** The source of a top-level type. */
    String source(String name) {
        String source = sources.get(PACKAGE + "/" + name.replace('.', '/') + ".java");
        assertThat(source).as(name + " of " + sources.keySet()).isNotNull();
        return source;
    }

    /** What a record is declared with, in one line, without the versions that have its components. */
    String head(String name) {
        String source = source(name);
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int start = source.indexOf("record " + simple + "(");
        return source.substring(start, source.indexOf('{', start))
                .replaceAll("\\s+", " ")
                .replaceAll("@Versions\\([^)]*\\) ", "")
                .replace("( ", "(")
                .trim();
    }

    @SuppressWarnings("unchecked") // what the command returns does not matter
    private <C extends Command<Object>> CommandBinding<C, Object> command(Class<?> type) {
        return binder.command((Class<C>) type);
    }

    /** Arguments that are read into a command's type and written again. */
    QmpObject sent(String command, String json) {
        return again(command(type("command." + command)), (QmpObject) CODEC.parse(json));
    }

    private static <C extends Command<Object>> QmpObject again(CommandBinding<C, Object> command, QmpObject arguments) {
        return command.writeArguments(command.readArguments(arguments));
    }

    /** A result that is read into a command's result and written again. */
    QmpValue received(String command, String json) {
        CommandBinding<?, Object> binding = command(type("command." + command));
        return binding.writeResult(binding.readResult(CODEC.parse(json)));
    }

    /** Fails unless arguments are read into a command's type and written again as they are. */
    void assertSends(String command, String json) {
        assertThat(sent(command, json)).isEqualTo(json(json));
    }

    /** Fails unless a result is read into a command's result and written again as it is. */
    void assertReceives(String command, String json) {
        assertThat(received(command, json)).isEqualTo(json(json));
    }

    /** An instance of a type of values. */
    Object value(String name, String json) {
        return binder.read(CODEC.parse(json), type(name));
    }

    /** A value as a text. */
    static QmpValue json(String text) {
        return CODEC.parse(text);
    }

    private Schema introspection() {
        List<CommandBinding<?, ?>> commands = new ArrayList<>();
        all("COMMANDS").forEach(type -> commands.add(command((Class<?>) type)));
        List<EventBinding<?>> events = new ArrayList<>();
        all("EVENTS").forEach(type -> events.add(binder.event(((Class<?>) type).asSubclass(EventData.class))));
        return binder.introspect(commands, events, TypeNames.JAVA);
    }

    /** All types of one kind that the newest version has. */
    private Stream<AnnotatedElement> all(String list) {
        try {
            return ((List<?>) type("ExampleTypes").getField(list).get(null))
                    .stream()
                            .map(AnnotatedElement.class::cast)
                            .filter(type -> !VersionRange.of(type).isFormer());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
