/**
 * Judges a journal by what it recorded, with the plain model; never with the engine that wrote it.
 */
package io.holdfast.tools.judge;
