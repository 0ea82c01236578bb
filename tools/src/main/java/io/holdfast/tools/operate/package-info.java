/** How an operator asks a running node, and how its answers are said. */
package io.holdfast.tools.operate;
