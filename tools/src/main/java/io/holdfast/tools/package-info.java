/** The command line: {@code Main} and, below it, a package per concern. Nothing depends on it. */
package io.holdfast.tools;
