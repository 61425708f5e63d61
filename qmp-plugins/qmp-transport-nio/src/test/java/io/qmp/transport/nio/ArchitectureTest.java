package io.qmp.transport.nio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rules of this module alone; those of all modules are in qmp-app. */
@AnalyzeClasses(packages = "io.qmp.transport.nio", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule WHAT_THE_JDK_MAY_LACK_IS_USED_IN_ONE_PLACE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.qmp.transport.nio.socket.Peers")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jdk.net..");
}
