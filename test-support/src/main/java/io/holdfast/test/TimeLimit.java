package io.holdfast.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Another time limit than the default of {@value #DEFAULT_SECONDS} seconds. On a method it holds
 * for that method, on a class for all its methods. Each call has the limit to itself: constructor,
 * before, test, after.
 *
 * <p>A limit exists to end a hang, not to measure speed: choose it ten times longer than needed.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface TimeLimit {
  /** Limit where nothing else is said. */
  int DEFAULT_SECONDS = 60;

  /** Seconds, at least 1. */
  int value();
}
