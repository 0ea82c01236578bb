/**
 * Reading and writing the CSV files an operator names; every problem has its file, line and column.
 */
package io.holdfast.tools.csv;
