package io.holdfast.system.layers;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import io.holdfast.system.layers.violators.engine.Impure;
import io.holdfast.system.layers.violators.engine.Pure;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers of the product as built, and fixtures that break each rule. */
final class LayersTest {
  private static final String PRODUCT = "io.holdfast";
  private static final String FIXTURES = "io.holdfast.system.layers.violators";

  private static final JavaClasses PRODUCT_CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(PRODUCT)
          .that(
              DescribedPredicate.not(
                  JavaClass.Predicates.resideInAnyPackage(
                      "io.holdfast.test..", "io.holdfast.system..")));

  private static final JavaClasses FIXTURE_CLASSES =
      new ClassFileImporter().importPackages(FIXTURES);

  private final LayerRules product = new LayerRules(PRODUCT);
  private final LayerRules fixtures = new LayerRules(FIXTURES);

  /** Otherwise its rules would hold for nothing. */
  @ParameterizedTest
  @EnumSource
  void aLayerHasClasses(final Layer layer) {
    assertThat(PRODUCT_CLASSES)
        .anyMatch(JavaClass.Predicates.resideInAPackage(layer.packages(PRODUCT)));
  }

  @Test
  void everyClassIsInALayer() {
    product.everyClassIsInALayer().check(PRODUCT_CLASSES);
    assertFinds(fixtures.everyClassIsInALayer(), "Homeless");
  }

  @ParameterizedTest
  @EnumSource
  void aLayerKnowsOnlyLowerLayers(final Layer layer) {
    product.knowsOnlyLowerLayers(layer).check(PRODUCT_CLASSES);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TOOLS")
  void aLayerThatKnowsAHigherOneIsFound(final Layer layer) {
    final String packageName = layer.packages(FIXTURES).replace("..", ".");
    assertFinds(fixtures.knowsOnlyLowerLayers(layer), packageName + "Knows");
  }

  @Test
  void librariesStayInTheirLayers() {
    product.onlyTheJournalKnowsChronicle().check(PRODUCT_CLASSES);
    product.onlyGatewayAndClientKnowNetty().check(PRODUCT_CLASSES);
    product.onlyTheRingsOwnersKnowDisruptor().check(PRODUCT_CLASSES);
  }

  @Test
  void librariesOutsideTheirLayersAreFound() {
    assertFinds(fixtures.onlyTheJournalKnowsChronicle(), "tools.UsesChronicle");
    assertFinds(fixtures.onlyGatewayAndClientKnowNetty(), "server.UsesNetty");
    assertFinds(fixtures.onlyTheRingsOwnersKnowDisruptor(), "gateway.UsesDisruptor");
  }

  @Test
  void onlyToolsExit() {
    product.onlyToolsExit().check(PRODUCT_CLASSES);
    assertFinds(fixtures.onlyToolsExit(), "server.Exits.directly");
    assertFinds(fixtures.onlyToolsExit(), "server.Exits.byReference");
    assertFinds(fixtures.onlyToolsExit(), "server.Exits.byRuntime");
  }

  @Test
  void theEngineIsDeterministic() {
    EngineRules.knowsNothingOfTheWorld(PRODUCT).check(PRODUCT_CLASSES);
    EngineRules.callsNothingThatDiffersBetweenRuns(PRODUCT).check(PRODUCT_CLASSES);
  }

  @ParameterizedTest
  @MethodSource
  void anImpureEngineIsFound(final String impurity) {
    final ArchRule either =
        CompositeArchRule.of(EngineRules.knowsNothingOfTheWorld(FIXTURES))
            .and(EngineRules.callsNothingThatDiffersBetweenRuns(FIXTURES));

    assertFinds(either, impurity);
  }

  static Stream<String> anImpureEngineIsFound() {
    return Arrays.stream(Impure.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(method -> "Impure." + method.getName() + "(");
  }

  @Test
  void aPureEngineIsNotBlamed() {
    final JavaClasses pure = new ClassFileImporter().importClasses(Pure.class);

    EngineRules.knowsNothingOfTheWorld(FIXTURES).check(pure);
    EngineRules.callsNothingThatDiffersBetweenRuns(FIXTURES).check(pure);
  }

  private static void assertFinds(final ArchRule rule, final String culprit) {
    assertThat(rule.evaluate(FIXTURE_CLASSES).getFailureReport().getDetails())
        .as(rule.getDescription())
        .anyMatch(detail -> detail.contains(culprit));
  }
}
