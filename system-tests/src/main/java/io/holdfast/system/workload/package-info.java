/** A judge of workload runs that shares no code with what it judges. */
package io.holdfast.system.workload;
