package io.holdfast.system.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import uk.co.real_logic.sbe.SbeTool;

/**
 * The program of the next version of the protocol: the same sources, compiled with codecs of a
 * schema that has one version more, one field more in Reserve and in Verdict, and one code more.
 * Nothing else is changed, so what it does with older and newer messages is what this program would
 * do.
 */
final class NextVersion {
  /** Bytes that a Reserve and a Verdict have more. */
  static final int RESERVE_GROWS_BYTES = 4;

  static final int VERDICT_GROWS_BYTES = 8;

  private static final Path ROOT = Path.of(System.getProperty("holdfast.root"));
  private static final Path SCHEMA = ROOT.resolve("protocol/src/main/resources/holdfast.xml");
  private static final Path TOOLS = ROOT.resolve("tools/target");

  /** All that runs: constants of the codecs are compiled into whoever uses them. */
  private static final List<String> MODULES =
      List.of(
          "protocol",
          "engine-core",
          "journal",
          "snapshotter",
          "gateway-netty",
          "clients/java",
          "model",
          "server",
          "tools");

  private static NextVersion built;

  private final Path classes;

  private NextVersion(final Path classes) {
    this.classes = classes;
  }

  /** Built when it is first needed, and once for all tests of a run. */
  static synchronized NextVersion ofThisBuild() throws IOException {
    if (built == null) {
      final Path parent = Files.createDirectories(Path.of(System.getProperty("holdfast.test.dir")));
      built = build(Files.createTempDirectory(parent, "next-version-"));
    }
    return built;
  }

  private static NextVersion build(final Path dir) throws IOException {
    final Path generated = Files.createDirectories(dir.resolve("generated"));
    final Path classes = Files.createDirectories(dir.resolve("classes"));
    final Path schema = classes.resolve(SCHEMA.getFileName());
    Files.writeString(schema, grown(Files.readString(SCHEMA)));
    generate(schema, generated);
    final List<Path> sources = new ArrayList<>(List.of(generated));
    MODULES.forEach(module -> sources.add(ROOT.resolve(module).resolve("src/main/java")));
    compile(sources, classes);
    return new NextVersion(classes);
  }

  /** The version that this schema has. */
  static int version() throws IOException {
    final String text = Files.readString(SCHEMA);
    final int at = text.indexOf(" version=\"", text.indexOf("<sbe:messageSchema"));
    return Integer.parseInt(text.substring(at + 10, text.indexOf('"', at + 10)));
  }

  private static String grown(final String schema) throws IOException {
    final int next = version() + 1;
    final String since = "\" sinceVersion=\"" + next + "\"/>\n  ";
    String text = replaced(schema, " version=\"" + version() + "\"", " version=\"" + next + "\"");
    text =
        replaced(
            text,
            "    </enum>\n  </types>",
            "      <validValue name=\"NEWER_THAN_ALL\" sinceVersion=\""
                + next
                + "\">3999</validValue>\n    </enum>\n  </types>");
    text = withField(text, "Reserve", "  <field name=\"channel\" id=\"90\" type=\"int32" + since);
    text = withField(text, "Verdict", "  <field name=\"ahead\" id=\"90\" type=\"int64" + since);
    return text;
  }

  private static String replaced(final String text, final String old, final String other) {
    assertThat(text).contains(old);
    return text.replace(old, other);
  }

  /** At the end of the block, which must be the end of the message. */
  private static String withField(final String schema, final String message, final String field) {
    final int from = schema.indexOf("<sbe:message name=\"" + message + "\"");
    final int end = schema.indexOf("</sbe:message>", from);
    assertThat(schema.substring(from, end)).doesNotContain("<group", "<data");
    return schema.substring(0, end) + field + schema.substring(end);
  }

  private static void generate(final Path schema, final Path target) throws IOException {
    final List<String> names =
        List.of("sbe.output.dir", "sbe.target.language", "sbe.java.generate.interfaces");
    System.setProperty(names.get(0), target.toString());
    System.setProperty(names.get(1), "Java");
    System.setProperty(names.get(2), "true");
    try {
      SbeTool.main(new String[] {schema.toString()});
    } catch (final IOException | RuntimeException e) {
      throw e;
    } catch (final Exception e) {
      throw new IOException("the schema of the next version cannot be used", e);
    } finally {
      names.forEach(System::clearProperty);
    }
  }

  /** Compiles all sources below, with this build's classes where a source is missing. */
  static void compile(final List<Path> sources, final Path target) throws IOException {
    final List<Path> files = new ArrayList<>();
    for (final Path tree : sources) {
      try (Stream<Path> all = Files.walk(tree)) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    final StringWriter told = new StringWriter();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      final boolean compiled =
          compiler
              .getTask(
                  told,
                  manager,
                  null,
                  List.of("-nowarn", "-proc:none", "-d", target.toString(), "-cp", libraries()),
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      assertThat(compiled).as("%s", told).isTrue();
    }
  }

  private static String libraries() throws IOException {
    try (Stream<Path> jars = Files.list(TOOLS.resolve("lib"))) {
      return String.join(
          System.getProperty("path.separator"), jars.map(Path::toString).sorted().toList());
    }
  }

  /**
   * Its command line, in place of {@code bin/holdfast}: its own classes stand before the others.
   */
  List<String> program() {
    return programOf(classes);
  }

  /** The same for other classes of this build. */
  static List<String> programOf(final Path classes) {
    final String classPath =
        String.join(
            System.getProperty("path.separator"),
            classes.toString(),
            TOOLS.resolve("tools-0.1.0-SNAPSHOT.jar").toString(),
            TOOLS.resolve("lib").resolve("*").toString());
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + ROOT.resolve("bin/jvm.flags"),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-cp",
        classPath,
        "io.holdfast.tools.Main");
  }
}
