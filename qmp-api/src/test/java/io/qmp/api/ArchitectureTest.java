package io.qmp.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules of this module alone; those of all modules are in qmp-app. */
@AnalyzeClasses(packages = "io.qmp.api", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule MESSAGES_KNOW_NOTHING_OF_THEIR_TRANSPORT = noClasses()
            .that()
            .resideInAnyPackage("io.qmp.api.message", "io.qmp.api.value", "io.qmp.api.error")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.qmp.api.wire", "io.qmp.api.bind", "io.qmp.api.spi", "java.nio..", "java.net..");
}
