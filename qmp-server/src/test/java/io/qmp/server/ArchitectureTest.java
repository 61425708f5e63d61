package io.qmp.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules of this module alone; those of all modules are in qmp-app. */
@AnalyzeClasses(packages = "io.qmp.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule DISPATCH_KNOWS_NOTHING_OF_SESSIONS_OR_CONNECTIONS = noClasses()
            .that()
            .resideInAnyPackage("io.qmp.server.dispatch", "io.qmp.server.event", "io.qmp.server.plugin")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.qmp.server.session", "io.qmp.server.monitor")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("Connection");
}
