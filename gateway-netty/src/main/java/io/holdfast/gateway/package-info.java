/**
 * The TCP front door: takes frames off the sockets, checks their structure, claims runs of ring
 * slots for them, and puts the answers back on the sockets. It knows the ring's port and nothing of
 * the engine.
 */
package io.holdfast.gateway;
