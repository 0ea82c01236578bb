package io.holdfast.system.layers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that links between documents lead somewhere: to a file, and to a heading in it. */
final class MarkdownLinks {
  private static final Pattern INLINE = Pattern.compile("\\]\\(\\s*<?([^)>\\s]+)>?[^)]*\\)");
  private static final Pattern REFERENCE =
      Pattern.compile("^ {0,3}\\[[^\\]^]+\\]:\\s*<?([^>\\s]+)");
  private static final Pattern ABSOLUTE = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*|^//.*");
  private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}\\s+(.*?)\\s*#*\\s*$");
  private static final Pattern CODE_SPAN = Pattern.compile("(`+).*?\\1");
  private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~).*");

  private final SourceTree tree;

  MarkdownLinks(final SourceTree tree) {
    this.tree = tree;
  }

  /** Links that lead nowhere, as "file:line: link". */
  List<String> broken() throws IOException {
    final List<String> broken = new ArrayList<>();
    for (final Path document : tree.filesEndingWith(".md")) {
      int line = 0;
      for (final String text : proseOf(document)) {
        line++;
        for (final String link : linksIn(text)) {
          if (!leadsSomewhere(document, link)) {
            broken.add(tree.name(document) + ":" + line + ": " + link);
          }
        }
      }
    }
    return broken;
  }

  /** The lines, those within code fences emptied, so that their numbers stay. */
  private static List<String> proseOf(final Path document) throws IOException {
    final List<String> prose = new ArrayList<>();
    boolean inFence = false;
    for (final String line : Files.readAllLines(document)) {
      final boolean fence = FENCE.matcher(line).matches();
      prose.add(inFence || fence ? "" : line);
      inFence ^= fence;
    }
    return prose;
  }

  private static List<String> linksIn(final String line) {
    final String text = CODE_SPAN.matcher(line).replaceAll("`code`");
    final List<String> links = new ArrayList<>();
    for (final Pattern pattern : List.of(INLINE, REFERENCE)) {
      final Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (!ABSOLUTE.matcher(matcher.group(1)).matches()) {
          links.add(matcher.group(1));
        }
      }
    }
    return links;
  }

  private static boolean leadsSomewhere(final Path document, final String link) throws IOException {
    final int hash = link.indexOf('#');
    final String file = hash < 0 ? link : link.substring(0, hash);
    final Path target = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    // Only our own documents have headings that can be known here; in code, #L10 is a line.
    return hash < 0
        || !target.getFileName().toString().endsWith(".md")
        || anchorsOf(target).contains(link.substring(hash + 1));
  }

  /** Anchors as the code host makes them from headings. */
  private static Set<String> anchorsOf(final Path document) throws IOException {
    final Set<String> anchors = new HashSet<>();
    for (final String line : proseOf(document)) {
      final Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        final String anchor =
            heading
                .group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
        int repeat = 0;
        while (!anchors.add(repeat == 0 ? anchor : anchor + "-" + repeat)) {
          repeat++;
        }
      }
    }
    return anchors;
  }
}
