package io.qmp.api;

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
            .importPackages("io.qmp.api");

    @Test
    void onlyTheJdkIsUsed() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.security.auth.x500", "org.jspecify.annotations..", "io.qmp.api..")
                .check(MODULE);
    }

    @Test
    void messagesKnowNothingOfTheirTransport() {
        noClasses()
                .that()
                .resideInAnyPackage("io.qmp.api.message", "io.qmp.api.value", "io.qmp.api.error")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.qmp.api.wire", "io.qmp.api.bind", "io.qmp.api.spi", "java.nio..", "java.net..")
                .check(MODULE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.qmp.(**)").should().beFreeOfCycles().check(MODULE);
    }
}
