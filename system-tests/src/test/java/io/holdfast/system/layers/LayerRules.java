package io.holdfast.system.layers;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.holdfast.system.layers.Layer.CLIENT;
import static io.holdfast.system.layers.Layer.GATEWAY;
import static io.holdfast.system.layers.Layer.JOURNAL;
import static io.holdfast.system.layers.Layer.PIPELINE;
import static io.holdfast.system.layers.Layer.SERVER;
import static io.holdfast.system.layers.Layer.TOOLS;
import static io.holdfast.system.layers.Layer.allPackages;
import static io.holdfast.system.layers.Layer.packagesOf;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * Who may know whom and which library. The root package is a parameter, so that the same rules can
 * be shown to fail on fixtures below another root.
 */
final class LayerRules {
  private final String root;

  LayerRules(final String root) {
    this.root = root;
  }

  ArchRule knowsOnlyLowerLayers(final Layer layer) {
    return noClasses()
        .that()
        .resideInAPackage(layer.packages(root))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packagesOf(layer.forbidden(), root));
  }

  ArchRule everyClassIsInALayer() {
    return classes()
        .that()
        .resideInAPackage(root + "..")
        .should()
        .resideInAnyPackage(allPackages(root));
  }

  ArchRule onlyTheJournalKnowsChronicle() {
    return onlyTheseKnow(Set.of(JOURNAL), "net.openhft..");
  }

  ArchRule onlyGatewayAndClientKnowNetty() {
    return onlyTheseKnow(Set.of(GATEWAY, CLIENT), "io.netty..");
  }

  /**
   * The ring is wired in the pipeline or where the node is put together; the journal is a stage of
   * it.
   */
  ArchRule onlyTheRingsOwnersKnowDisruptor() {
    return onlyTheseKnow(Set.of(PIPELINE, JOURNAL, SERVER), "com.lmax..");
  }

  private ArchRule onlyTheseKnow(final Set<Layer> layers, final String library) {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(packagesOf(layers, root))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  ArchRule onlyToolsExit() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(TOOLS.packages(root))
        .should()
        .accessTargetWhere(describe("it is System.exit or Runtime.exit", LayerRules::isExit))
        .because("the exit code is the answer of a command line, and nobody else's");
  }

  private static boolean isExit(final JavaAccess<?> access) {
    return access.getName().equals("exit")
        && (access.getTargetOwner().isEquivalentTo(System.class)
            || access.getTargetOwner().isEquivalentTo(Runtime.class));
  }
}
