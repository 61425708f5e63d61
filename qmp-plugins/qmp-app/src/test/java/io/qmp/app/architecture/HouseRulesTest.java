package io.qmp.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.qmp.app.architecture.fixture.Careless;
import io.qmp.app.architecture.fixture.CarelessException;
import io.qmp.app.architecture.fixture.Promising;
import io.qmp.app.architecture.fixture.Seamless;
import org.junit.jupiter.api.Test;

/** Each rule of our own finds the fault that a fixture was given for it. */
class HouseRulesTest {
    @Test
    void findsATypeThatDoesNotSayHowStableItIs() {
        assertBites(HouseRules.PUBLIC_TYPES_SAY_HOW_STABLE_THEY_ARE, Careless.class);
    }

    @Test
    void findsAMutableMessage() {
        assertBites(HouseRules.MESSAGES_AND_VALUES_ARE_IMMUTABLE, Careless.class);
    }

    @Test
    void findsAClassThatAnybodyMayExtend() {
        assertBites(HouseRules.PUBLIC_CLASSES_ARE_CLOSED, Careless.class);
    }

    @Test
    void findsAnInterfaceThatAnybodyMayImplement() {
        assertBites(HouseRules.PUBLIC_INTERFACES_SAY_WHO_IMPLEMENTS_THEM, Seamless.class);
    }

    @Test
    void findsAPackageWithoutNullMark() {
        assertBites(HouseRules.PACKAGES_ARE_NULL_MARKED, Careless.class);
    }

    @Test
    void findsAStableTypeThatNamesAnUnstableOne() {
        assertBites(HouseRules.WHAT_STABLE_TYPES_NAME_IS_STABLE, Promising.class);
    }

    @Test
    void findsAnExceptionOfItsOwn() {
        assertBites(HouseRules.EXCEPTIONS_ARE_OF_THE_FAMILY, CarelessException.class);
    }

    @Test
    void findsACallThatBlocks() {
        assertBites(HouseRules.NOTHING_BLOCKS, Careless.class);
    }

    @Test
    void findsAClockOfItsOwn() {
        assertBites(HouseRules.TIME_COMES_IN_FROM_OUTSIDE, Careless.class);
    }

    @Test
    void findsALookUpOfServices() {
        assertBites(HouseRules.SERVICES_ARE_LOOKED_UP_IN_FEW_PLACES, Careless.class);
    }

    @Test
    void findsALoaderThatMayBeNull() {
        assertBites(HouseRules.CLASS_LOADERS_ARE_NEVER_NULL, Careless.class);
    }

    @Test
    void findsAStepThatAFailureTakesOnTheWrongThread() {
        assertBites(HouseRules.FAILURES_CHANGE_THE_THREAD_TOO, Careless.class);
    }

    private static void assertBites(ArchRule rule, Class<?> fixture) {
        JavaClasses classes = new ClassFileImporter().importClasses(fixture);
        AssertionError error = assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> rule.check(classes))
                .actual();
        assertThat(error.getMessage().contains(fixture.getSimpleName()))
                .as(error.getMessage())
                .isTrue();
    }
}
