package io.holdfast.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a {@link java.nio.file.Path} parameter: an empty directory for this test alone. All such
 * parameters of a test and of its before and after methods get the same one; those of a constructor
 * or of the methods before and after all share one that lives as long as the class. It is removed
 * when the test has passed; when it failed it stays, and its path is printed.
 *
 * <p>Directories are made below the system property {@code holdfast.test.dir}.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
public @interface TestDir {}
