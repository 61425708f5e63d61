package io.qmp.app.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import io.qmp.api.Stable;
import io.qmp.api.error.QmpException;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Rules of our own; {@link HouseRulesTest} shows that each of them bites. */
final class HouseRules {
    private static final Set<String> EXPORTED =
            ProjectModules.exportedPackages().collect(Collectors.toSet());

    /** Tests, which are made to be extended, and wait for what they test. */
    private static final String CONTRACTS = "io.qmp.contracts";

    /** Peers of tests wait for the test's thread, and are used by it. */
    private static final String TESTKIT = "io.qmp.testkit..";

    private static final DescribedPredicate<JavaClass> API = describe(
            "public top-level types of exported packages",
            type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.isTopLevelClass()
                    && !type.getSimpleName().equals("package-info")
                    && (EXPORTED.contains(type.getPackageName()) || isFixture(type)));

    static final ArchRule PUBLIC_TYPES_SAY_HOW_STABLE_THEY_ARE = classes()
            .that(API)
            .should()
            .beAnnotatedWith(Experimental.class)
            .orShould()
            .beAnnotatedWith(Stable.class);

    static final ArchRule WHAT_STABLE_TYPES_NAME_IS_STABLE = classes()
            .that(describe("stable types", HouseRules::isStable))
            .should(have(describe(
                    "public signatures of stable types only",
                    type -> named(type).allMatch(HouseRules::isStable))));

    private static boolean isStable(JavaClass type) {
        JavaClass outermost = type.getBaseComponentType();
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.isAnnotatedWith(Stable.class) || !outermost.getName().startsWith("io.qmp.");
    }

    /** The types in what users see of one: its supertypes, methods, constructors and fields. */
    private static Stream<JavaClass> named(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> units = type.getCodeUnits().stream()
                .filter(HouseRules::isSeen)
                .flatMap(unit -> Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()));
        Stream<JavaType> fields =
                type.getFields().stream().filter(HouseRules::isSeen).map(JavaField::getType);
        return Stream.of(supertypes, units, fields)
                .flatMap(types -> types)
                .flatMap(each -> each.getAllInvolvedRawTypes().stream());
    }

    private static boolean isSeen(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return !modifiers.contains(JavaModifier.SYNTHETIC)
                && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
    }

    static final ArchRule MESSAGES_AND_VALUES_ARE_IMMUTABLE = classes()
            .that(API)
            .and()
            .resideInAnyPackage("io.qmp.api.message", "io.qmp.api.value", "..fixture")
            .should(have(describe(
                    "final fields only, in a record, an enum or a sealed interface, or nothing but constants",
                    type -> type.getFields().stream()
                                    .allMatch(field -> field.getModifiers().contains(JavaModifier.FINAL))
                            && (type.isRecord() || type.isEnum() || isSealed(type) || onlyConstants(type)))));

    static final ArchRule PUBLIC_CLASSES_ARE_CLOSED = classes()
            .that(API)
            .and()
            .resideOutsideOfPackage(CONTRACTS)
            .and(describe("classes", type -> !type.isInterface()))
            .should(have(describe(
                    "no subclasses but their own, or a name that says that they are bases of others",
                    type -> type.getModifiers().contains(JavaModifier.FINAL)
                            || type.isEnum()
                            || isSealed(type)
                            || isBase(type))));

    private static boolean isBase(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && type.getSimpleName().startsWith("Forwarding")
                || lastPart(type.getPackageName()).equals("socket"); // for authors of transports
    }

    static final ArchRule PUBLIC_INTERFACES_SAY_WHO_IMPLEMENTS_THEM = classes()
            .that(API)
            .and(describe("interfaces", type -> type.isInterface() && !type.isAnnotation()))
            .should(have(describe(
                    "a place in spi, wire, socket or contracts, one abstract method or none, permitted subtypes, or"
                            + " @DoNotImplement",
                    type -> Set.of("spi", "wire", "socket", "contracts").contains(lastPart(type.getPackageName()))
                            || isSealed(type)
                            || type.getMethods().isEmpty()
                            || type.isAnnotatedWith(FunctionalInterface.class)
                            || type.isAnnotatedWith(DoNotImplement.class))));

    static final ArchRule PACKAGES_ARE_NULL_MARKED = classes()
            .that()
            .resideInAPackage("io.qmp..")
            .and(describe("no descriptors", type -> !type.getSimpleName().equals("module-info")))
            .should(have(describe(
                    "a package marked @NullMarked", type -> type.getPackage().isAnnotatedWith(NullMarked.class))));

    static final ArchRule EXCEPTIONS_ARE_OF_THE_FAMILY =
            classes().that().areAssignableTo(Throwable.class).and(API).should().beAssignableTo(QmpException.class);

    static final ArchRule NOTHING_BLOCKS = CompositeArchRule.of(noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.qmp.app",
                            "io.qmp.app.archive",
                            "io.qmp.app.exec",
                            "io.qmp.app.process",
                            "io.qmp.app.serve",
                            "io.qmp.app.shell",
                            "io.qmp.app.tool", // programs
                            "io.qmp.schema.generator")
                    .and()
                    .resideOutsideOfPackages(CONTRACTS, TESTKIT)
                    .and()
                    .doNotHaveFullyQualifiedName("io.qmp.client.BlockingQmpClient") // the view whose callers ask for it
                    .and()
                    .doNotHaveFullyQualifiedName("io.qmp.client.command.PendingCommand") // a future, for its callers
                    .should()
                    .callCodeUnitWhere(calls(
                            "what blocks",
                            "java.lang.Thread.sleep",
                            "java.lang.Thread.join",
                            "java.lang.Object.wait",
                            "java.util.concurrent.Future.get",
                            "java.util.concurrent.CompletableFuture.get",
                            "java.util.concurrent.CompletableFuture.join",
                            "java.util.concurrent.CountDownLatch.await",
                            "java.util.concurrent.Semaphore.acquire",
                            "java.util.concurrent.BlockingQueue.take",
                            "java.util.concurrent.BlockingQueue.put")))
            .and(methods()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAPackage("io.qmp..")
                    .and()
                    .areDeclaredInClassesThat()
                    .resideOutsideOfPackage(TESTKIT)
                    .should()
                    .notHaveModifier(JavaModifier.SYNCHRONIZED));

    static final ArchRule TIME_COMES_IN_FROM_OUTSIDE = noClasses()
            .should()
            .callCodeUnitWhere(calls(
                    "a clock of their own",
                    "java.time.Instant.now",
                    "java.time.LocalDateTime.now",
                    "java.time.ZonedDateTime.now",
                    "java.lang.System.currentTimeMillis",
                    "java.lang.Math.random",
                    "java.util.Random.<init>"));

    static final ArchRule SERVICES_ARE_LOOKED_UP_IN_FEW_PLACES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.qmp.api.wire.ServiceLookup")
            .and()
            .doNotHaveFullyQualifiedName("io.qmp.server.plugin.InstalledPlugins")
            .and()
            .doNotHaveFullyQualifiedName("io.qmp.contracts.TestServer")
            .and()
            .doNotHaveFullyQualifiedName("io.qmp.app.tool.ProvidedSubcommands")
            .and()
            .doNotHaveFullyQualifiedName("io.qmp.app.tool.ModuleProviders")
            .should()
            .callCodeUnitWhere(
                    calls("a look-up of classes", "java.util.ServiceLoader.load", "java.lang.Class.forName"));

    /** Classes of the boot class path have none. */
    static final ArchRule CLASS_LOADERS_ARE_NEVER_NULL = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.qmp.api.ClassLoaders")
            .should()
            .callCodeUnitWhere(calls("a loader that may be null", "java.lang.Class.getClassLoader"));

    /**
     * Of a failure, these do not change to the executor: what follows is on the thread that has failed. The methods
     * {@code whenCompleteAsync} and {@code handleAsync} always do.
     */
    static final ArchRule FAILURES_CHANGE_THE_THREAD_TOO = noClasses()
            .that()
            .resideOutsideOfPackage(CONTRACTS)
            .should()
            .callCodeUnitWhere(describe("a step that only a success takes to its thread", call -> {
                CodeUnitCallTarget target = call.getTarget();
                return target.getOwner().isAssignableTo(CompletionStage.class)
                        && target.getName().matches("then.*Async");
            }));

    private HouseRules() {}

    /** The classes without those of a package and its sub-packages. */
    static JavaClasses without(JavaClasses all, String packageName) {
        return all.that(describe(
                "outside " + packageName, type -> !type.getPackageName().startsWith(packageName)));
    }

    private static DescribedPredicate<JavaCall<?>> calls(String what, String... targets) {
        Set<String> names = Set.of(targets);
        return describe(what, call -> {
            CodeUnitCallTarget target = call.getTarget();
            return names.contains(target.getOwner().getFullName() + "." + target.getName());
        });
    }

    private static boolean isSealed(JavaClass type) {
        return type.reflect().isSealed();
    }

    private static boolean onlyConstants(JavaClass type) {
        return type.getFields().stream()
                .map(JavaField::getModifiers)
                .allMatch(modifiers -> modifiers.contains(JavaModifier.STATIC));
    }

    private static boolean isFixture(JavaClass type) {
        return type.getPackageName().endsWith(".fixture");
    }

    private static String lastPart(String packageName) {
        return packageName.substring(packageName.lastIndexOf('.') + 1);
    }
}
