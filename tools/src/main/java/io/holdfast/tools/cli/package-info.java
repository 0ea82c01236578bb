/** How every verb answers: results, progress, errors and exit codes. */
package io.holdfast.tools.cli;
