/** Executes a recorded history under other rules, with the plain engine, and compares. */
package io.holdfast.tools.whatif;
