package io.qmp.app.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules, and the house rules that hold in all of them. */
class SystemArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.qmp");

    /** What each module may use besides the JDK, the annotations of null checking and itself. */
    private static final List<Map.Entry<String, List<String>>> ARROWS = List.of(
            Map.entry("io.qmp.api..", List.of("javax.security.auth.x500")),
            Map.entry("io.qmp.codec..", List.of("io.qmp.api..", "tools.jackson.core..", "com.google.inject..")),
            Map.entry("io.qmp.transport.nio..", List.of("io.qmp.api..", "jdk.net..")),
            Map.entry(
                    "io.qmp.transport.vertx..",
                    List.of(
                            "io.qmp.api..",
                            "io.vertx..",
                            "io.netty..",
                            "com.google.inject..",
                            "com.sun.jna..",
                            "jdk.net..")),
            Map.entry("io.qmp.server..", List.of("io.qmp.api..", "com.google.inject..")),
            Map.entry("io.qmp.client..", List.of("io.qmp.api..", "com.google.inject..")),
            Map.entry("io.qmp.options..", List.of("io.qmp.api..")),
            Map.entry("io.qmp.plugin.core..", List.of("io.qmp.api..")),
            Map.entry("io.qmp.plugin.machine..", List.of("io.qmp.api..", "io.qmp.options..", "io.qmp.plugin.qemu..")),
            Map.entry("io.qmp.plugin.qemu..", List.of("io.qmp.api..")),
            Map.entry("io.qmp.schema.generator..", List.of("io.qmp.api..", "io.qmp.client..", "javax.lang.model..")),
            Map.entry("io.qmp.transcript..", List.of("io.qmp.api..", "io.qmp.client..")),
            Map.entry("io.qmp.mux..", List.of("io.qmp.api..", "io.qmp.client..", "io.qmp.server..")),
            Map.entry("io.qmp.vm.metrics..", List.of("io.qmp.api..", "io.qmp.client..")),
            Map.entry("io.qmp.shell..", List.of("io.qmp.api..")),
            Map.entry("io.qmp.program..", List.of("io.qmp.api..", "io.qmp.client..", "io.qmp.shell..")),
            Map.entry(
                    "io.qmp.micrometer..",
                    List.of(
                            "io.qmp.api..",
                            "io.qmp.client..",
                            "io.qmp.mux..",
                            "io.qmp.vm.metrics..",
                            "io.micrometer.core.instrument..")),
            Map.entry("io.qmp.opentelemetry..", List.of("io.qmp.api..", "io.qmp.client..", "io.opentelemetry..")),
            Map.entry("io.qmp.contracts..", List.of("io.qmp.api..", "org.junit.jupiter.api..")),
            Map.entry(
                    "io.qmp.testkit..",
                    List.of(
                            "io.qmp.api..",
                            "io.qmp.contracts..",
                            "io.qmp.server..",
                            "io.qmp.client..",
                            "io.qmp.transcript..",
                            "org.junit.jupiter.api.extension..",
                            "org.junit.platform.commons.support..")));

    static List<Map.Entry<String, List<String>>> arrows() {
        return ARROWS;
    }

    @ParameterizedTest
    @MethodSource("arrows")
    void modulesUseOnlyWhatTheArrowsAllow(Map.Entry<String, List<String>> arrow) {
        List<String> allowed = new ArrayList<>(arrow.getValue());
        allowed.add(arrow.getKey());
        allowed.add("java..");
        allowed.add("javax.net.ssl..");
        allowed.add("javax.security.auth.x500..");
        allowed.add("org.jspecify.annotations..");
        check(classes()
                .that()
                .resideInAPackage(arrow.getKey())
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))));
    }

    @Test
    void everyModuleHasItsArrows() {
        assertThat(ProjectModules.ALL.stream().map(module -> module.descriptor().name() + ".."))
                .hasSizeGreaterThan(15)
                .isSubsetOf(ARROWS.stream().map(Map.Entry::getKey).toList());
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.qmp.(**)").should().beFreeOfCycles());
    }

    @Test
    void jacksonIsSeenByTheFastWayOfReadingOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("io.qmp.codec.json..", "io.qmp.codec.frame..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson.."));
    }

    @Test
    void guiceIsSeenByItsPackagesOnly() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..guice..", "io.qmp.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject.."));
    }

    @Test
    void vertxJsonIsNotUsed() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("io.vertx.core.json.."));
    }

    @Test
    void publicTypesSayHowStableTheyAre() {
        check(HouseRules.PUBLIC_TYPES_SAY_HOW_STABLE_THEY_ARE);
        check(HouseRules.WHAT_STABLE_TYPES_NAME_IS_STABLE);
    }

    @Test
    void messagesAndValuesAreImmutable() {
        check(HouseRules.MESSAGES_AND_VALUES_ARE_IMMUTABLE);
    }

    @Test
    void publicTypesAreClosedUnlessMadeToBeImplemented() {
        check(HouseRules.PUBLIC_CLASSES_ARE_CLOSED);
        check(HouseRules.PUBLIC_INTERFACES_SAY_WHO_IMPLEMENTS_THEM);
    }

    @Test
    void everyPackageIsNullMarked() {
        check(HouseRules.PACKAGES_ARE_NULL_MARKED);
    }

    @Test
    void exceptionsAreOfTheFamily() {
        check(HouseRules.EXCEPTIONS_ARE_OF_THE_FAMILY);
    }

    @Test
    void libraryCodeThrowsAndPrintsNothingGeneric() {
        check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        check(NO_CLASSES_SHOULD_USE_FIELD_INJECTION);
        JavaClasses libraries = HouseRules.without(ALL, "io.qmp.app");
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(HouseRules.without(libraries, "io.qmp.schema.generator"));
    }

    @Test
    void libraryCodeDoesNotBlock() {
        check(HouseRules.NOTHING_BLOCKS);
    }

    @Test
    void timeComesInFromOutside() {
        check(HouseRules.TIME_COMES_IN_FROM_OUTSIDE);
    }

    @Test
    void servicesAreLookedUpInFewPlaces() {
        check(HouseRules.SERVICES_ARE_LOOKED_UP_IN_FEW_PLACES);
    }

    @Test
    void classLoadersAreNeverNull() {
        check(HouseRules.CLASS_LOADERS_ARE_NEVER_NULL);
    }

    @Test
    void failuresChangeTheThreadToo() {
        check(HouseRules.FAILURES_CHANGE_THE_THREAD_TOO);
    }

    private static void check(ArchRule rule) {
        rule.check(ALL); // a rule that meets no class fails, too
    }
}
