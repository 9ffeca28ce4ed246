package dev.sommelier.load;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// Simulations know journeys, journeys know requests, and all know photos and results.
class ArrowsTest {
    private static final String ROOT = "dev.sommelier.load";

    @Test
    void eachPackageKnowsOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("simulations")
                .definedBy(ROOT)
                .layer("journeys")
                .definedBy(ROOT + ".journey")
                .layer("requests")
                .definedBy(ROOT + ".request")
                .layer("photos")
                .definedBy(ROOT + ".photo")
                .layer("results")
                .definedBy(ROOT + ".result")
                .whereLayer("simulations")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("journeys")
                .mayOnlyBeAccessedByLayers("simulations")
                .whereLayer("requests")
                .mayOnlyBeAccessedByLayers("journeys")
                .whereLayer("photos")
                .mayNotAccessAnyLayer()
                .whereLayer("results")
                .mayNotAccessAnyLayer()
                .check(new ClassFileImporter()
                        .withImportOption(new DoNotIncludeTests())
                        .importPackages(ROOT));
    }
}
