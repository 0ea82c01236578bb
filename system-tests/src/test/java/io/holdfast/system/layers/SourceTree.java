package io.holdfast.system.layers;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The files that people write: everything but build output and what begins with a dot. */
final class SourceTree {
  private static final Set<String> NOT_SOURCES = Set.of("target", "build", "node_modules");

  private final Path root;
  private final List<Path> files;

  private SourceTree(final Path root, final List<Path> files) {
    this.root = root;
    this.files = files;
  }

  /** The tree that this build is of. */
  static SourceTree ofTheBuild() throws IOException {
    final String root = System.getProperty("holdfast.root", "");
    if (root.isEmpty()) {
      throw new IllegalStateException("Set -Dholdfast.root to the directory with the root pom.xml");
    }
    return at(Path.of(root));
  }

  static SourceTree at(final Path root) throws IOException {
    final List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(
              final Path directory, final BasicFileAttributes attributes) {
            final String name = directory.getFileName().toString();
            final boolean skip = name.startsWith(".") || NOT_SOURCES.contains(name);
            return skip && !directory.equals(root)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return new SourceTree(root, files);
  }

  Path root() {
    return root;
  }

  List<Path> filesEndingWith(final String... suffixes) {
    final Predicate<Path> wanted =
        file -> List.of(suffixes).stream().anyMatch(file.getFileName().toString()::endsWith);
    return files.stream().filter(wanted).toList();
  }

  /** Path below the root, as violations name it. */
  String name(final Path file) {
    return root.relativize(file).toString();
  }
}
