package io.qmp.codec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.qmp.codec");

    @Test
    void nothingOfQmpIsUsedButTheApi() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "tools.jackson.core..",
                        "io.qmp.api..",
                        "io.qmp.codec..",
                        "com.google.inject..")
                .check(MODULE);
    }

    @Test
    void jacksonStaysWhereTheJsonIs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.qmp.codec.json")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(MODULE);
    }

    @Test
    void framesKnowNothingOfValuesOrMessages() {
        noClasses()
                .that()
                .resideInAPackage("io.qmp.codec.frame")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.qmp.api.value",
                        "io.qmp.api.message",
                        "io.qmp.codec.json",
                        "io.qmp.codec.message",
                        "io.qmp.codec.bind..")
                .check(MODULE);
    }

    @Test
    void bindingKnowsNoBytes() {
        noClasses()
                .that()
                .resideInAPackage("io.qmp.codec.bind..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.qmp.codec.frame", "io.qmp.codec.message", "io.qmp.api.wire", "java.io", "java.nio..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("[B")
                .check(MODULE);
    }

    @Test
    void guiceStaysInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.qmp.codec.guice")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
                .check(MODULE);
    }

    @Test
    void packagesOfTheWalkHaveNoCycles() {
        slices().matching("io.qmp.(**)").should().beFreeOfCycles().check(MODULE);
    }
}
