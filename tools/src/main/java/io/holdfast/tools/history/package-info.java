/** What a journal recorded, step by step: read, decoded, chosen and printed. Nothing is decided. */
package io.holdfast.tools.history;
