package io.qmp.transport.vertx;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
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
            .importPackages("io.qmp.transport.vertx");

    @Test
    void nothingOfQmpIsUsedButTheApi() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "javax.net.ssl..",
                        "org.jspecify.annotations..",
                        "io.qmp.api..",
                        "io.qmp.transport.vertx..",
                        "io.netty..",
                        "io.vertx..",
                        "com.sun.jna..",
                        "jdk.net..",
                        "com.google.inject.."))
                .check(MODULE);
    }

    @Test
    void vertxNeedsNoJsonHere() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.vertx.core.json..", "io.vertx.core.eventbus.."))
                .check(MODULE);
    }

    @Test
    void guiceStaysInItsPackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.qmp.transport.vertx.guice")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.inject..")
                .check(MODULE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.qmp.transport.(**)").should().beFreeOfCycles().check(MODULE);
    }
}
