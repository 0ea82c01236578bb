package io.holdfast.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@code long} parameter: the seed of all that is random in this test. It is another one in
 * every run, unless {@code -Dholdfast.seed=N} says which; a test that fails prints it, and how to
 * run with it again.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface Seed {}
