/** The engine, rule by rule, as docs/reference/commands.md says it. */
package io.holdfast.engine.rules;
