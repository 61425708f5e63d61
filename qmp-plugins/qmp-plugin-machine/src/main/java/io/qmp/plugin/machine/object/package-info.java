/**
 * The object tree and what is in it: types and properties, devices on their buses, objects of users, character
 * devices, network backends.
 */
@NullMarked
package io.qmp.plugin.machine.object;

import org.jspecify.annotations.NullMarked;
