package io.qmp.transport.nio;

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
            .importPackages("io.qmp.transport.nio");

    @Test
    void nothingIsUsedButTheJdkAndTheApi() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..", "jdk.net..", "org.jspecify.annotations..", "io.qmp.api..", "io.qmp.transport.nio.."))
                .check(MODULE);
    }

    @Test
    void whatTheJdkMayLackIsUsedInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.qmp.transport.nio.socket.Peers")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.net..")
                .check(MODULE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.qmp.transport.nio.(**)").should().beFreeOfCycles().check(MODULE);
    }
}
