/** Turns the orders of a real shop (UCI "Online Retail") into a workload. */
package io.holdfast.tools.retail;
