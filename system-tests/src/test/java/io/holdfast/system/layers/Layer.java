package io.holdfast.system.layers;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The layers, each with the layers it may know. A layer is a package below the root and is named
 * after it; lower layers come first, so that no two can know each other.
 */
enum Layer {
  PROTOCOL,
  /** The deterministic engine; knows neither the ring nor who sequenced its commands. */
  ENGINE(PROTOCOL),
  /** The ring with its ports. */
  PIPELINE(PROTOCOL, ENGINE),
  JOURNAL(PROTOCOL, ENGINE, PIPELINE),
  SNAPSHOTTER(PROTOCOL, ENGINE, PIPELINE, JOURNAL),
  /** Knows the ports of the ring, not what runs behind it. */
  GATEWAY(PROTOCOL, PIPELINE),
  CLIENT(PROTOCOL),
  /** Judges the engine, therefore shares nothing with it but the protocol. */
  MODEL(PROTOCOL),
  SERVER(PROTOCOL, ENGINE, PIPELINE, JOURNAL, SNAPSHOTTER, GATEWAY),
  TOOLS(PROTOCOL, ENGINE, PIPELINE, JOURNAL, SNAPSHOTTER, GATEWAY, CLIENT, MODEL, SERVER);

  @SuppressWarnings("ImmutableEnumChecker") // Set.of() cannot be changed
  private final Set<Layer> known;

  Layer(final Layer... known) {
    this.known = Set.of(known);
  }

  /** The classes of this layer, as a package pattern. */
  String packages(final String root) {
    return root + "." + name().toLowerCase(Locale.ROOT) + "..";
  }

  Set<Layer> forbidden() {
    final Set<Layer> forbidden = EnumSet.allOf(Layer.class);
    forbidden.remove(this);
    forbidden.removeAll(known);
    return forbidden;
  }

  static String[] packagesOf(final Set<Layer> layers, final String root) {
    return layers.stream().map(layer -> layer.packages(root)).toArray(String[]::new);
  }

  static String[] allPackages(final String root) {
    return packagesOf(EnumSet.allOf(Layer.class), root);
  }

  /** All layers but these. */
  static Set<Layer> except(final Layer... layers) {
    final Set<Layer> others = EnumSet.allOf(Layer.class);
    others.removeAll(Arrays.asList(layers));
    return others;
  }
}
