/** Which jars are a project's release. */
@NullMarked
package dev.foray.maven.jars;

import org.jspecify.annotations.NullMarked;
