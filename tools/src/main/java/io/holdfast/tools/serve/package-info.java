/** A node as a process: its settings, its start, its orderly stop and its death. */
package io.holdfast.tools.serve;
