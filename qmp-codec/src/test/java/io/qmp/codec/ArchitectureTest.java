package io.qmp.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules of this module alone; those of all modules are in qmp-app. */
@AnalyzeClasses(packages = "io.qmp.codec", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule JACKSON_STAYS_WHERE_THE_JSON_IS = noClasses()
            .that()
            .resideOutsideOfPackage("io.qmp.codec.json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule FRAMES_KNOW_NOTHING_OF_VALUES_OR_MESSAGES = noClasses()
            .that()
            .resideInAPackage("io.qmp.codec.frame")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.qmp.api.value",
                    "io.qmp.api.message",
                    "io.qmp.codec.json",
                    "io.qmp.codec.message",
                    "io.qmp.codec.bind..");

    @ArchTest
    static final ArchRule BINDING_KNOWS_NO_BYTES = noClasses()
            .that()
            .resideInAPackage("io.qmp.codec.bind..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.qmp.codec.frame", "io.qmp.codec.message", "io.qmp.api.wire", "java.io", "java.nio..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("[B");
}
