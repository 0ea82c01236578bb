/** The verbs that need no running node. One class per verb; no logic but options and words. */
package io.holdfast.tools.verbs;
