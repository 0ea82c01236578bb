/** Puts a node together from engine, ring, journal and gateway, and nothing else. */
package io.holdfast.server;
