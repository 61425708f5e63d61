package io.qmp.server;

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
            .importPackages("io.qmp.server");

    @Test
    void nothingOfQmpIsUsedButTheApi() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations..",
                        "io.qmp.api..",
                        "io.qmp.server..",
                        "com.google.inject..")
                .check(MODULE);
    }

    @Test
    void dispatchKnowsNothingOfSessionsOrConnections() {
        noClasses()
                .that()
                .resideInAnyPackage("io.qmp.server.dispatch", "io.qmp.server.event", "io.qmp.server.plugin")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.qmp.server.session", "io.qmp.server.monitor")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("Connection")
                .check(MODULE);
    }

    @Test
    void guiceStaysInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.qmp.server.guice")
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
