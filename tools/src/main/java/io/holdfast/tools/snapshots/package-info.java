/** What the verbs about snapshots do and print. */
package io.holdfast.tools.snapshots;
