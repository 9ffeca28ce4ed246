package dev.sommelier.ui;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// Start knows the pages, pages know the parts, parts know the backend's face, and never the other way round.
class ArrowsTest {
    private static final String START = "dev.sommelier.ui";
    private static final String PARTS = "dev.sommelier.ui.part..";
    private static final String FACE = "dev.sommelier.ui.api..";
    private static final String[] PAGES = {
        "dev.sommelier.ui.classify..",
        "dev.sommelier.ui.batch..",
        "dev.sommelier.ui.runs..",
        "dev.sommelier.ui.models..",
        "dev.sommelier.ui.live.."
    };

    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(START);

    @Test
    void everyPackageIsOneOfThese() {
        noClasses()
                .should()
                .resideOutsideOfPackages(START, PARTS, FACE, PAGES[0], PAGES[1], PAGES[2], PAGES[3], PAGES[4])
                .check(CLASSES);
    }

    @Test
    void noPageKnowsTheStart() {
        noClasses()
                .that()
                .resideInAnyPackage(PAGES)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(START)
                .check(CLASSES);
    }

    @Test
    void noPageKnowsAnother() {
        slices().matching("dev.sommelier.ui.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(resideInAPackage("dev.sommelier.ui.."), resideInAnyPackage(PARTS, FACE))
                .check(CLASSES);
    }

    @Test
    void thePartsKnowNoPage() {
        noClasses()
                .that()
                .resideInAPackage(PARTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PAGES)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(START)
                .check(CLASSES);
    }

    @Test
    void theBackendsFaceKnowsNothingOfPages() {
        noClasses()
                .that()
                .resideInAPackage(FACE)
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(FACE, "java..", "tools.jackson..", "org.jspecify..", "org.slf4j..")
                .check(CLASSES);
    }
}
