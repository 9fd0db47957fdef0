/**
 * What runs an instance: nothing at all, or namespaces of this host. Knows of an instance what a
 * boot needs, and nothing of the API.
 */
@NullMarked
package dev.foray.fakeec2.machine;

import org.jspecify.annotations.NullMarked;
