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
                        "io.qmp.api..",
                        "io.qmp.codec..",
                        "tools.jackson.core..",
                        "com.google.inject..")
                .check(MODULE);
    }

    @Test
    void jacksonIsSeenByTheFastWayOfReadingOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.qmp.codec.json", "io.qmp.codec.frame")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(MODULE);
    }

    @Test
    void bindingKnowsNoBytes() {
        noClasses()
                .that()
                .resideInAPackage("io.qmp.codec.bind")
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
    void framesAndMessagesKnowNothingOfBinding() {
        noClasses()
                .that()
                .resideInAnyPackage("io.qmp.codec.json", "io.qmp.codec.frame", "io.qmp.codec.message")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.qmp.codec.bind", "io.qmp.api.bind", "io.qmp.api.type")
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
    void packagesHaveNoCycles() {
        slices().matching("io.qmp.(**)").should().beFreeOfCycles().check(MODULE);
    }
}
