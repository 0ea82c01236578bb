/** One class per verb: options, words and the call that does the work. */
package io.holdfast.tools.verbs;
