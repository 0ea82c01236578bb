package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No library below the client shows in what an application can name, so that it can be replaced.
 */
class PublicApiTest {
  private static final List<String> HIDDEN = List.of("io.netty", "org.slf4j");

  /** The control: shows what must not be shown, in every place. */
  public static class Showing extends io.netty.channel.ChannelInboundHandlerAdapter {
    /** As a field. */
    public io.netty.buffer.ByteBuf field;

    /** As a parameter, below a generic type. */
    public void parameter(final List<io.netty.buffer.ByteBuf> buffers) {
      field = buffers.get(0);
    }

    /** As a result. */
    protected io.netty.buffer.ByteBuf result() {
      return field;
    }
  }

  @Test
  void showsNoHiddenType() throws Exception {
    final List<Class<?>> classes = publicClasses();
    assertThat(classes).contains(HoldfastClient.class, Session.class, BuyerInfo.Reservation.class);
    final List<String> shown = new ArrayList<>();
    classes.forEach(type -> shown.addAll(hiddenIn(type)));
    assertThat(shown).isEmpty();
  }

  @Test
  void theControlIsFound() {
    assertThat(hiddenIn(Showing.class))
        .anySatisfy(text -> assertThat(text).contains("extends"))
        .anySatisfy(text -> assertThat(text).contains("field"))
        .anySatisfy(text -> assertThat(text).contains("parameter"))
        .anySatisfy(text -> assertThat(text).contains("result"));
  }

  private static List<Class<?>> publicClasses()
      throws URISyntaxException, IOException, ClassNotFoundException {
    final Path root =
        Path.of(HoldfastClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    final List<Class<?>> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (final Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        final String name = root.relativize(file).toString().replace(File.separatorChar, '.');
        final Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
        if (isVisible(type)) {
          classes.add(type);
        }
      }
    }
    return classes;
  }

  private static boolean isVisible(final Class<?> type) {
    return isVisible(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static boolean isVisible(final int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static List<String> hiddenIn(final Class<?> type) {
    final List<String> shown = new ArrayList<>();
    add(shown, type + " extends", type.getGenericSuperclass());
    Arrays.stream(type.getGenericInterfaces()).forEach(i -> add(shown, type + " implements", i));
    for (final Field field : type.getDeclaredFields()) {
      if (isVisible(field.getModifiers())) {
        add(shown, field.toString(), field.getGenericType());
      }
    }
    for (final Constructor<?> constructor : type.getDeclaredConstructors()) {
      addSignature(shown, constructor);
    }
    for (final Method method : type.getDeclaredMethods()) {
      addSignature(shown, method);
      if (isVisible(method.getModifiers())) {
        add(shown, method.toString(), method.getGenericReturnType());
      }
    }
    return shown;
  }

  private static void addSignature(final List<String> shown, final Executable executable) {
    if (isVisible(executable.getModifiers())) {
      final Type[] types = executable.getGenericParameterTypes();
      Arrays.stream(types).forEach(type -> add(shown, executable.toString(), type));
      Arrays.stream(executable.getExceptionTypes())
          .forEach(type -> add(shown, executable.toString(), type));
    }
  }

  private static void add(final List<String> shown, final String where, final Type type) {
    if (type != null && HIDDEN.stream().anyMatch(type.getTypeName()::contains)) {
      shown.add(where + ": " + type.getTypeName());
    }
  }
}
