/**
 * The workload file: reading and checking it, its ids, writing it, and the verb {@code workload}.
 */
package io.holdfast.tools.workload;
